package io.moodspeaker.speech.okhttp;

import io.moodspeaker.speech.ChatPartner;
import io.moodspeaker.support.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A chat completion of OpenAI's contract, which Ollama and many others speak too. */
public final class ChatEndpoint implements ChatPartner {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final MediaType TYPE = MediaType.get("application/json");
  private static final String PATH = "/chat/completions";

  /** Two sentences have a tenth of it. */
  private static final long MOST_BYTES = 256 * 1024;

  /** Two long sentences; a model that thinks aloud is cut off. */
  private static final int MOST_TOKENS = 300;

  private final HttpUrl url;
  private final String model;
  private final Supplier<Secret> key;
  private final OkHttpClient client;

  /**
   * An endpoint.
   *
   * @param server the server's address, with or without {@code /v1} and what follows
   * @param model the model's name there
   * @param key asked each time, and sent as a bearer token where it is set
   * @param limit how long an answer may take
   */
  public ChatEndpoint(URI server, String model, Supplier<Secret> key, Duration limit) {
    this.url = url(HttpUrl.get(server.toString()));
    this.model = model;
    this.key = key;
    this.client =
        new OkHttpClient.Builder()
            .callTimeout(limit)
            .connectTimeout(limit)
            .readTimeout(limit)
            // A redirect would take a person's words to somebody else.
            .followRedirects(false)
            .build();
  }

  private static HttpUrl url(HttpUrl server) {
    String path = server.encodedPath().replaceAll("/+$", "");
    if (path.endsWith(PATH)) {
      return server;
    }
    return server.newBuilder().encodedPath((path.isEmpty() ? "/v1" : path) + PATH).build();
  }

  @Override
  public String answer(String rules, String heard) throws IOException {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("model", model);
    question.put("stream", false);
    question.put("max_tokens", MOST_TOKENS);
    question.put(
        "messages",
        List.of(
            Map.of("role", "system", "content", rules), Map.of("role", "user", "content", heard)));
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("User-Agent", "moodspeaker")
            .post(
                RequestBody.create(
                    JSON.writeValueAsString(question).getBytes(StandardCharsets.UTF_8), TYPE));
    Secret secret = key.get();
    if (secret.isSet()) {
      request.header("Authorization", "Bearer " + secret.reveal());
    }
    String place = "the chat at " + url.host() + ":" + url.port();
    try (Response response = client.newCall(request.build()).execute()) {
      String body = response.peekBody(MOST_BYTES).string();
      if (!response.isSuccessful()) {
        throw new IOException("it answered " + response.code());
      }
      String text =
          JSON.readTree(body)
              .path("choices")
              .path(0)
              .path("message")
              .path("content")
              .asString("")
              .replaceAll("(?s)<think>.*?(</think>|$)", "")
              .strip();
      if (text.isEmpty()) {
        throw new IOException("it answered without words");
      }
      return text;
    } catch (JacksonException strange) {
      throw new IOException(place + " answers something else than a chat", strange);
    } catch (IOException failed) {
      throw new IOException(place + " fails: " + failed.getMessage(), failed);
    }
  }
}
