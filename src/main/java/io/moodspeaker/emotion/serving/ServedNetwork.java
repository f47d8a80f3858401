package io.moodspeaker.emotion.serving;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.ModelDescription;
import io.moodspeaker.emotion.ModelDescription.Layout;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A network on an inference server: TensorFlow Serving's REST {@code predict}, or {@code infer} of
 * the Open Inference Protocol, which KServe, Triton and OpenVINO Model Server speak. Only the small
 * scaled crops of faces are sent. Safe for several threads.
 */
public final class ServedNetwork implements FaceModel.Network {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final MediaType TYPE = MediaType.get("application/json");

  /** A row of ten numbers for each of hundreds of faces. */
  private static final long MOST_BYTES = 1024 * 1024;

  /** The protocols, told by the address. */
  private enum Protocol {
    PREDICT,
    INFER
  }

  private final HttpUrl url;
  private final Protocol protocol;
  private final ModelDescription description;
  private final OkHttpClient client;

  /**
   * A network.
   *
   * @param server as {@link #address} gives it
   * @param description what the model expects and answers
   * @param limit how long an answer may take
   */
  public ServedNetwork(URI server, ModelDescription description, Duration limit) {
    this.url = HttpUrl.get(server.toString());
    this.protocol = url.encodedPath().endsWith("/infer") ? Protocol.INFER : Protocol.PREDICT;
    this.description = description;
    this.client =
        new OkHttpClient.Builder()
            .callTimeout(limit)
            .connectTimeout(limit)
            .readTimeout(limit)
            // A redirect would take the faces to somebody else.
            .followRedirects(false)
            .build();
  }

  /**
   * A model's address on a server, whole: {@code :predict} or {@code /infer} is added where it is
   * missing.
   *
   * @throws IllegalArgumentException if it is none; the message says what fits
   */
  public static URI address(String text) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException none) {
      throw new IllegalArgumentException(form(), none);
    }
    String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
    boolean web =
        uri.getHost() != null && uri.getScheme() != null && uri.getScheme().matches("(?i)https?");
    if (!web || uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException(form());
    }
    String whole =
        path.matches(".*/v1/models/[^/:]+(/(versions|labels)/[^/:]+)?(:predict)?")
            ? path.replaceFirst("(:predict)?$", ":predict")
            : path.matches(".*/v2/models/[^/:]+(/versions/[^/:]+)?(/infer)?")
                ? path.replaceFirst("(/infer)?$", "/infer")
                : "";
    if (whole.isEmpty()) {
      throw new IllegalArgumentException(form());
    }
    return uri.resolve(whole);
  }

  private static String form() {
    return "must be an address like http://HOST:8501/v1/models/NAME (TensorFlow Serving) or"
        + " http://HOST:8000/v2/models/NAME (Open Inference Protocol)";
  }

  @Override
  public float[][] run(float[] batch, int count) throws EmotionException {
    String place = url.host() + ":" + url.port();
    Request request =
        new Request.Builder()
            .url(url)
            .header("User-Agent", "moodspeaker")
            .post(
                RequestBody.create(
                    (protocol == Protocol.INFER ? infer(batch, count) : predict(batch, count))
                        .getBytes(StandardCharsets.US_ASCII),
                    TYPE))
            .build();
    try (Response response = client.newCall(request).execute()) {
      String body = response.peekBody(MOST_BYTES).string();
      if (!response.isSuccessful()) {
        throw new EmotionException(
            "the server at %s answered %d: %s".formatted(place, response.code(), shortened(body)));
      }
      JsonNode answer = JSON.readTree(body);
      float[][] rows =
          protocol == Protocol.INFER ? inferred(answer, count) : predicted(answer, count);
      for (float[] row : rows) {
        if (row.length == 0 || row.length != rows[0].length) {
          throw new EmotionException(
              "the server at %s answered other than a row of numbers for each face"
                  .formatted(place));
        }
      }
      return rows;
    } catch (JacksonException strange) {
      throw new EmotionException("the server at " + place + " answered no JSON", strange);
    } catch (IOException away) {
      throw new EmotionException(
          "the server at %s does not answer: %s".formatted(place, away.getMessage()), away);
    }
  }

  private static String shortened(String body) {
    String line = body.replaceAll("\\s+", " ").strip();
    return line.length() > 200 ? line.substring(0, 200) : line;
  }

  /** The pictures nested as their shape is: count, height, width, channels or channels first. */
  private String predict(float[] batch, int count) {
    StringBuilder text = new StringBuilder(batch.length * 8);
    text.append("{\"signature_name\":\"serving_default\",\"instances\":[");
    int size = description.input().size();
    int channels = description.input().colour().channels();
    boolean first = description.input().layout() == Layout.CHANNELS_FIRST;
    int[] shape = first ? new int[] {channels, size, size} : new int[] {size, size, channels};
    for (int picture = 0; picture < count; picture++) {
      text.append(picture == 0 ? "" : ",").append('[');
      for (int a = 0; a < shape[0]; a++) {
        text.append(a == 0 ? "" : ",").append('[');
        for (int b = 0; b < shape[1]; b++) {
          text.append(b == 0 ? "" : ",").append('[');
          for (int c = 0; c < shape[2]; c++) {
            int place = first ? (b * size + c) * channels + a : (a * size + b) * channels + c;
            text.append(c == 0 ? "" : ",");
            number(text, batch[picture * size * size * channels + place]);
          }
          text.append(']');
        }
        text.append(']');
      }
      text.append(']');
    }
    return text.append("]}").toString();
  }

  private String infer(float[] batch, int count) {
    int size = description.input().size();
    int channels = description.input().colour().channels();
    boolean first = description.input().layout() == Layout.CHANNELS_FIRST;
    StringBuilder text = new StringBuilder(batch.length * 8);
    text.append("{\"inputs\":[{\"name\":")
        .append(JSON.writeValueAsString(description.input().name()))
        .append(",\"datatype\":\"FP32\",\"shape\":[")
        .append(count)
        .append(first ? "," + channels : "")
        .append(",%d,%d".formatted(size, size))
        .append(first ? "" : "," + channels)
        .append("],\"data\":[");
    int pixels = size * size;
    for (int picture = 0; picture < count; picture++) {
      for (int i = 0; i < pixels * channels; i++) {
        text.append(picture + i == 0 ? "" : ",");
        int place = first ? i % pixels * channels + i / pixels : i;
        number(text, batch[picture * pixels * channels + place]);
      }
    }
    return text.append("]}],\"outputs\":[{\"name\":")
        .append(JSON.writeValueAsString(description.output().name()))
        .append("}]}")
        .toString();
  }

  /** Three digits after the point, which is finer than a pixel's own steps. */
  private static void number(StringBuilder text, float value) {
    long thousandths = Math.round(value * 1000.0);
    if (thousandths < 0) {
      text.append('-');
      thousandths = -thousandths;
    }
    text.append(thousandths / 1000);
    long rest = thousandths % 1000;
    if (rest != 0) {
      text.append('.').append((char) ('0' + rest / 100));
      if (rest % 100 != 0) {
        text.append((char) ('0' + rest / 10 % 10));
        if (rest % 10 != 0) {
          text.append((char) ('0' + rest % 10));
        }
      }
    }
  }

  /** A row for each picture, or a map of the outputs to theirs where there are several. */
  private float[][] predicted(JsonNode answer, int count) throws EmotionException {
    JsonNode predictions = answer.path("predictions");
    float[][] rows = new float[required(predictions.size(), count)][];
    for (int i = 0; i < count; i++) {
      JsonNode row = predictions.path(i);
      rows[i] = numbers(row.isObject() ? row.path(description.output().name()) : row);
    }
    return rows;
  }

  private float[][] inferred(JsonNode answer, int count) throws EmotionException {
    JsonNode outputs = answer.path("outputs");
    JsonNode wanted = outputs.path(0);
    for (JsonNode output : outputs) {
      if (output.path("name").asString("").equals(description.output().name())) {
        wanted = output;
      }
    }
    JsonNode data = wanted.path("data");
    // Some servers answer the numbers in a row, some in rows.
    if (data.path(0).isArray()) {
      float[][] rows = new float[required(data.size(), count)][];
      for (int i = 0; i < count; i++) {
        rows[i] = numbers(data.path(i));
      }
      return rows;
    }
    float[] flat = numbers(data);
    int width = flat.length / count;
    float[][] rows = new float[count][width];
    for (int i = 0; i < count; i++) {
      System.arraycopy(flat, i * width, rows[i], 0, width);
    }
    return rows;
  }

  private static int required(int rows, int count) throws EmotionException {
    if (rows != count) {
      throw new EmotionException("the server answered %d rows for %d faces".formatted(rows, count));
    }
    return rows;
  }

  private static float[] numbers(JsonNode row) throws EmotionException {
    float[] numbers = new float[row.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!row.path(i).isNumber()) {
        throw new EmotionException("the server answered what is no number");
      }
      numbers[i] = row.path(i).floatValue();
    }
    return numbers;
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}
