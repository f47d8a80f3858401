package io.moodspeaker.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.moodspeaker.support.FakeTime;
import io.moodspeaker.support.Secret;
import io.moodspeaker.web.vertx.WebServer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a browser, with a server that answers as the daemon does. */
class PageTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path SHOTS = Path.of("target/page");

  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final Set<String> strangers = ConcurrentHashMap.newKeySet();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final AtomicLong bytes = new AtomicLong();
  private volatile Secret token = Secret.NONE;
  private WebServer server;
  private Playwright playwright;
  private Browser browser;

  private static String resource(String name) throws Exception {
    try (InputStream in = PageTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "NOT TESTED: the page in a browser, as there is no " + CHROMIUM + "; apt install chromium");
    server =
        WebServer.listen(
            "127.0.0.1",
            0,
            new WebAccess(
                HostHeaderFilter.of("127.0.0.1"),
                () -> token,
                new RequestRate(10_000, 1000, new FakeTime())));
    server.ready();
    String status = resource("status.json");
    server.router().get("/api/v1/status").handler(context -> json(context, status));
    String curve = resource("curve.json");
    server.router().get("/api/v1/history").handler(context -> json(context, curve));
    server
        .router()
        .get("/api/v1/moods")
        .handler(
            context -> json(context, "{\"text\":\"moods:\\n\",\"version\":\"1\",\"undo\":false}"));
    server.router().post().handler(BodyHandler.create(false));
    server.router().post("/api/v1/moods/check").handler(this::check);
    server
        .router()
        .post()
        .handler(
            context -> {
              sent.add(
                  context.request().path().replace("/api/v1/", "")
                      + " "
                      + Objects.requireNonNullElse(context.body().asString(), ""));
              json(context, "{\"done\":\"done\",\"state\":\"on\",\"message\":\"taken\"}");
            });
    server.events().send("status", status.replace("\n", ""));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    Files.createDirectories(SHOTS);
  }

  private static void json(RoutingContext context, String text) {
    context.response().putHeader("Content-Type", "application/json").end(text);
  }

  private void check(RoutingContext context) {
    boolean wrong = context.body().asString().contains("hapiness");
    json(
        context,
        wrong
            ? "{\"mistakes\":[{\"line\":2,\"column\":3,\"message\":\"no key\"}],\"warnings\":[]}"
            : "{\"mistakes\":[],\"warnings\":[]}");
  }

  @AfterEach
  void stop() {
    if (playwright != null) {
      playwright.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private Page open(String path, String language, ColorScheme scheme, int width, int height) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale(language)
                .setColorScheme(scheme)
                .setViewportSize(width, height));
    Page page = context.newPage();
    String home = "http://127.0.0.1:" + server.port();
    page.onRequest(
        request -> {
          if (!request.url().startsWith(home + "/")) {
            strangers.add(request.url());
          }
        });
    page.onResponse(
        response -> {
          if (!response.url().contains("/events")) {
            bytes.addAndGet(Long.parseLong(response.headers().getOrDefault("content-length", "0")));
          }
        });
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    page.navigate(home + path);
    return page;
  }

  @Test
  void it_is_small_complete_and_readable_for_all_in_three_languages_light_and_dark() {
    for (String[] look :
        new String[][] {
          {"en", "LIGHT", "1280", "1800", "You look happy"},
          {"de", "DARK", "1280", "1800", "Du wirkst glücklich"},
          {"ko", "LIGHT", "390", "2600", "행복 표정으로 보여요"},
          {"de", "DARK", "390", "2600", "Du wirkst glücklich"}
        }) {
      bytes.set(0);
      Page page =
          open(
              "/",
              look[0],
              ColorScheme.valueOf(look[1]),
              Integer.parseInt(look[2]),
              Integer.parseInt(look[3]));
      page.getByText(look[4]).waitFor();
      page.locator(".curve").waitFor();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(SHOTS.resolve(String.join("-", look[0], look[1], look[2]) + ".png"))
              .setFullPage(true));
      assertThat(bytes.get()).as("bytes in all").isBetween(10_000L, 150_000L);
      assertThat(new AxeBuilder(page).analyze().getViolations())
          .as(String.join(" ", look))
          .extracting(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
          .isEmpty();
      assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .as("fits its width")
          .isTrue();
      page.context().close();
    }
    assertThat(strangers).isEmpty();
    assertThat(complaints).isEmpty();
  }

  @Test
  void what_the_daemon_tells_is_told_in_the_persons_language() throws Exception {
    String told =
        resource("status.json")
            .replaceFirst("\"baseline\": \"[^\"]+\"", "\"baseline\": \"no baseline\"")
            .replace("playing happiness", "playing happiness: Kite")
            .replace("light pin 22 pulses", "light pin 4")
            .replace("\"speech\"", "\"alert\"")
            .replace("no words", "no alert")
            .replace("quiet hours until 07:00", "no rule for happiness")
            .replace("\n", "");
    server.events().send("status", told);
    for (String[] words :
        new String[][] {
          {
            "de",
            "Dein neutrales Gesicht: noch nicht bekannt",
            "Musik spielt happiness: Kite",
            "Licht Licht an Pin 4",
            "Alarm kein Alarm (keine Regel für: glücklich)"
          },
          {"ko", "무표정 기준: 아직 몰라요", "음악 happiness: Kite 재생 중", "조명 핀 4 조명", "알림 알림 없음 (행복: 규칙 없음)"},
          {
            "en",
            "Your neutral face: no baseline",
            "Music playing happiness: Kite",
            "Light light pin 4",
            "Alert no alert (no rule for happiness)"
          }
        }) {
      Page page = open("/", words[0], ColorScheme.LIGHT, 800, 1800);
      for (int i = 1; i < words.length; i++) {
        page.getByText(words[i], new Page.GetByTextOptions().setExact(true)).waitFor();
      }
      page.context().close();
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void long_names_break_and_nothing_scrolls_sideways_on_the_smallest_screens() throws Exception {
    String endless = "x".repeat(300);
    String told =
        resource("status.json")
            .replace("/dev/video0", "rtsp://" + endless)
            .replace("USB Audio", endless)
            .replace("Kite over the harbour", endless)
            .replace("\"moodspeaker\"", '"' + endless + '"')
            .replace("playing happiness", "playing " + endless)
            .replace("a baseline learned", endless)
            .replace("\"running\"", "\"lost\", \"why\": \"" + endless + '"')
            .replace("\n", "");
    server.events().send("status", told);
    for (String language : List.of("en", "de", "ko")) {
      Page page = open("/", language, ColorScheme.LIGHT, 320, 2600);
      page.locator(".eye").getByText(endless).first().waitFor();
      assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
          .as(language)
          .isLessThanOrEqualTo(320);
      page.context().close();
    }
  }

  @Test
  void each_control_does_what_it_says() {
    Page page = open("/", "en", ColorScheme.LIGHT, 1280, 1000);
    for (String name :
        List.of(
            "Wrong mood",
            "Tell it",
            "Previous track",
            "Pause",
            "Next track",
            "Quieter",
            "Louder",
            "Let moods decide now",
            "Like",
            "Never for this mood",
            "for an hour",
            "until told",
            "Send a test alert",
            "This is my neutral face")) {
      page.getByRole(
              com.microsoft.playwright.options.AriaRole.BUTTON,
              new Page.GetByRoleOptions().setName(name).setExact(true))
          .click();
    }
    page.waitForCondition(() -> sent.size() >= 14);
    assertThat(sent)
        .containsExactly(
            "player/wrong ",
            "mood {\"mood\":\"happiness\",\"for\":\"1h\"}",
            "player/previous ",
            "player/pause ",
            "player/next ",
            "player/volume -5",
            "player/volume +5",
            "player/resume ",
            "player/like ",
            "player/ban ",
            "camera/pause 1h",
            "camera/pause ",
            "alert/test ",
            "calibration start");
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_mistake_in_moods_yaml_is_told_at_its_line_and_a_change_is_shown_before_it_is_saved() {
    Page page = open("/", "en", ColorScheme.LIGHT, 1280, 1000);
    page.getByText("Edit moods.yaml").click();
    page.locator("#moods").fill("moods:\n  hapiness: {}\n");
    page.getByText("line 2").waitFor();
    assertThat(page.getByText("Show changes").isDisabled()).isTrue();
    page.locator("#moods").fill("moods:\n  happiness: {}\n");
    page.getByText("line 2")
        .waitFor(
            new com.microsoft.playwright.Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
    page.getByText("Show changes").click();
    assertThat(page.locator(".diff ins").first().textContent()).contains("+   happiness: {}");
    assertThat(sent).isEmpty();
    page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
    page.waitForCondition(() -> !sent.isEmpty());
    assertThat(sent.getFirst()).startsWith("moods/save ").contains("\"version\":\"1\"");
  }

  @Test
  void where_a_token_is_needed_the_page_asks_for_it_once() {
    token = new Secret("s3cret");
    Page page = open("/", "en", ColorScheme.LIGHT, 800, 800);
    page.locator("input[name=token]").fill("s3cret");
    page.getByText("Enter", new Page.GetByTextOptions().setExact(true)).click();
    page.getByText("You look happy").waitFor();
    page.reload();
    page.getByText("You look happy").waitFor();
    page.navigate("http://127.0.0.1:" + server.port() + "/face");
    page.locator(".fullface .face").waitFor();
    page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve("face.png")));
  }
}
