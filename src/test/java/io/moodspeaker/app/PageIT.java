package io.moodspeaker.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.moodspeaker.app.Packaged.Running;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running daemon, steered through its page in a browser, and attacked beside it. */
class PageIT {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path SHOTS = Path.of("target/page");

  @TempDir private Path folder;
  private int port;

  @Test
  void what_is_clicked_is_what_the_daemon_does_and_an_attack_changes_nothing() throws Exception {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "NOT TESTED: the page in a browser, as there is no " + CHROMIUM + "; apt install chromium");
    Packaged image = Packaged.in(folder);
    Path moods = image.home().resolve("config/moods.yaml");
    port = Packaged.freePort();
    Set<String> elsewhere = new TreeSet<>();
    try (Running daemon = image.start("--set", "http.port=" + port, "--set", "web.live=on");
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
      await().atMost(90, SECONDS).ignoreExceptions().until(() -> music("state").equals("playing"));
      Page page = browser.newPage(new Browser.NewPageOptions().setLocale("en"));
      page.onRequest(
          request -> {
            if (!request.url().startsWith("http://127.0.0.1:" + port + "/")) {
              elsewhere.add(request.url());
            }
          });
      page.navigate("http://127.0.0.1:" + port + "/");
      page.getByText("You look ").first().waitFor();

      steer(page);
      look(page);
      assertThat(new AxeBuilder(page).analyze().getViolations())
          .extracting(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
          .isEmpty();
      edit(page, moods);
      attack();

      assertThat(elsewhere).isEmpty();
      assertThat(daemon.isAlive()).isTrue();
      assertThat(String.join("\n", daemon.log())).doesNotContain("\tat ");
    }
  }

  private void steer(Page page) throws IOException {
    click(page, "Pause");
    await().atMost(5, SECONDS).until(() -> music("state").equals("paused"));
    click(page, "Play");
    await().atMost(5, SECONDS).until(() -> music("state").equals("playing"));
    int volume = status().path("music").path("volume").asInt();
    click(page, "Quieter");
    await()
        .atMost(5, SECONDS)
        .until(() -> status().path("music").path("volume").asInt() == volume - 5);
    click(page, "Tell it");
    await().atMost(5, SECONDS).until(() -> status().path("mood").asString().equals("happiness"));
    page.getByText("Let it look again").waitFor();
    String track = music("track");
    click(page, "Next track");
    await().atMost(10, SECONDS).until(() -> !music("track").equals(track));
    click(page, "Let it look again");
    page.getByText("Let it look again").waitFor(hidden());
    click(page, "for an hour");
    await().atMost(5, SECONDS).until(() -> camera("state").equals("paused"));
    assertThat(camera("pausedUntil")).isNotEmpty();
    click(page, "Look again");
    await().atMost(20, SECONDS).until(() -> camera("state").equals("running"));
  }

  private static void look(Page page) throws IOException {
    page.getByText("Show the live picture").click();
    page.waitForCondition(
        () ->
            (Boolean)
                page.evaluate("(document.querySelector('.live img')?.naturalWidth || 0) > 0"));
    page.getByText("Boxes and labels").waitFor();
    page.locator(".live svg rect.box").first().waitFor();
    Files.createDirectories(SHOTS);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SHOTS.resolve("running.png")).setFullPage(true));
    page.getByText("Show the live picture").click();
  }

  private static void edit(Page page, Path moods) throws IOException {
    String before = Files.readString(moods);
    page.getByText("Edit moods.yaml").click();
    page.locator("#moods").fill(before.replace("volume: 80 ", "volume: loud "));
    page.locator("#problems .bad").first().waitFor();
    assertThat(page.locator("#problems").textContent()).contains("loud");
    assertThat(page.getByText("Show changes").isDisabled()).isTrue();
    assertThat(Files.readString(moods)).isEqualTo(before);

    Files.writeString(moods, before + "# changed on the disk\n");
    page.locator("#moods").fill(before.replace("volume: 80 ", "volume: 60 "));
    page.locator("#problems .bad").first().waitFor(hidden());
    click(page, "Show changes");
    click(page, "Save");
    page.getByText("changed on the disk", new Page.GetByTextOptions().setExact(false))
        .first()
        .waitFor();
    assertThat(Files.readString(moods)).endsWith("# changed on the disk\n").contains("volume: 80 ");
  }

  private void attack() throws Exception {
    String track = music("track");
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        slow.add(request("GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n"));
      }
      for (String head :
          List.of(
              "GET /api/v1/status HTTP/1.1\r\nHost: evil.example\r\n\r\n",
              "POST /api/v1/player/pause HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://evil.example\r\nContent-Length: 0\r\n\r\n",
              "POST /api/v1/moods/save HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000000\r\n\r\n")) {
        try (Socket socket = request(head)) {
          assertThat(answer(socket)).as(head).matches("HTTP/1.1 (403|413|421|429) .*");
        }
      }
      Random random = new Random(7);
      byte[] noise = new byte[200];
      for (int i = 0; i < 500; i++) {
        random.nextBytes(noise);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          socket.getOutputStream().write(noise);
        } catch (IOException closed) {
          // It may hang up while it is sent nonsense.
        }
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    await()
        .atMost(30, SECONDS)
        .ignoreExceptions()
        .until(() -> music("state").equals("playing") && camera("state").equals("running"));
    assertThat(track).isNotEmpty();
  }

  private Socket request(String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    try {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException shed) {
      // More of these than it takes are closed at once.
    }
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private static com.microsoft.playwright.Locator.WaitForOptions hidden() {
    return new com.microsoft.playwright.Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
  }

  private static void click(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  private JsonNode status() throws IOException {
    return JsonMapper.shared()
        .readTree(new DaemonClient("127.0.0.1", port).get("/api/v1/status", "application/json"));
  }

  private String music(String key) throws IOException {
    return status().path("music").path(key).asString("");
  }

  private String camera(String key) throws IOException {
    return status().path("camera").path(key).asString("");
  }
}
