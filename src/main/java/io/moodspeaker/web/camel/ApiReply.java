package io.moodspeaker.web.camel;

import io.moodspeaker.model.Outcome;
import io.moodspeaker.support.ConflictException;
import io.moodspeaker.support.NotFoundException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What API routes do with requests and results. */
public final class ApiReply {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern ESCAPED_STEP = Pattern.compile("(?i)%2[bd][0-9]{1,3}");
  private static final Map<Integer, String> TITLES =
      Map.of(400, "Bad Request", 404, "Not Found", 409, "Conflict", 500, "Internal Server Error");

  /**
   * Leaves in the body what a request says: a text as it is, a JSON value, or the one value of a
   * JSON object or of a form.
   */
  public void argument(Exchange exchange) {
    exchange.getMessage().setBody(argument(text(exchange)));
  }

  static String argument(String text) {
    if (text.startsWith("{") || text.startsWith("\"")) {
      JsonNode json = read(text);
      if (json.isValueNode()) {
        return json.asString().strip();
      }
      if (json.size() == 1 && json.values().iterator().next().isValueNode()) {
        return json.values().iterator().next().asString().strip();
      }
      throw new IllegalArgumentException("the body must hold one value, as in {\"volume\":40}");
    }
    String value = text.replaceFirst("^(volume|playlist|value|for|at)=", "");
    // A form's escapes are undone where it is one; a path that is sent as it stands keeps its own.
    return value.length() < text.length() || ESCAPED_STEP.matcher(value).matches()
        ? unescaped(value)
        : value;
  }

  private static String unescaped(String value) {
    try {
      // A plus stands for a space only beside escapes: "+10" is a step.
      boolean whole = value.matches(".*%[0-9a-fA-F]{2}.*");
      return whole ? URLDecoder.decode(value, StandardCharsets.UTF_8).strip() : value;
    } catch (IllegalArgumentException noEscape) {
      return value;
    }
  }

  private static String text(Exchange exchange) {
    return Objects.requireNonNullElse(exchange.getMessage().getBody(String.class), "").strip();
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (StreamConstraintsException tooMuch) {
      throw new IllegalArgumentException(
          "the body holds a number, a name or a nesting of brackets that is too long; shorten it",
          tooMuch);
    } catch (JacksonException noJson) {
      TokenStreamLocation at =
          Objects.requireNonNullElse(noJson.getLocation(), TokenStreamLocation.NA);
      throw new IllegalArgumentException(
          "the body can't be read as JSON at line %d, column %d; correct it there"
              .formatted(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr())),
          noJson);
    }
  }

  private static Object plain(JsonNode value) {
    if (value.isArray()) {
      return value.values().stream().map(ApiReply::plain).toList();
    }
    return value.isObject() ? fields(value) : value.asString();
  }

  /** An object's fields; one that is null is not there. */
  private static Map<String, Object> fields(JsonNode object) {
    Map<String, Object> fields = new LinkedHashMap<>();
    object.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
    return fields;
  }

  /**
   * Leaves a JSON object as a map in the body, its values as texts, lists and maps, and a text as
   * it is.
   */
  public void fields(Exchange exchange) {
    String text = text(exchange);
    exchange.getMessage().setBody(text.startsWith("{") ? fields(read(text)) : argument(text));
  }

  /** As {@link #fields}; where no JSON object was sent, one without fields. */
  public void object(Exchange exchange) {
    String text = text(exchange);
    exchange.getMessage().setBody(text.startsWith("{") ? fields(read(text)) : Map.of());
  }

  /** Answers with a text as Prometheus reads it. */
  public void metrics(Exchange exchange) {
    Message message = exchange.getMessage();
    String text = message.getBody(String.class);
    message.removeHeaders("*");
    message.setHeader(Exchange.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    message.setBody(text);
  }

  /** Answers with what was done. */
  public void done(Exchange exchange) {
    Message message = exchange.getMessage();
    Object body = message.getBody();
    Map<String, Object> answer = new LinkedHashMap<>();
    if (body instanceof Outcome outcome) {
      answer.put("done", outcome.toString());
      answer.put("result", outcome.result().name().toLowerCase(java.util.Locale.ROOT));
      if (outcome.result() == Outcome.Result.FAILED) {
        // Nothing was wrong with the question.
        throw new ConflictException(outcome.toString());
      }
    } else {
      answer.put("done", String.valueOf(body));
    }
    if (plain(message)) {
      text(message, 200, answer.get("done"));
    } else {
      write(message, 200, answer, "application/json");
    }
  }

  private static boolean plain(Message message) {
    return message.getHeader("Accept", "", String.class).contains("text/plain");
  }

  private static void text(Message message, int status, Object words) {
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=utf-8");
    message.setBody(words + "\n");
  }

  /** Answers with a text that is JSON already, or with an object as JSON. */
  public void json(Exchange exchange) {
    Message message = exchange.getMessage();
    Object body = message.getBody();
    if (body instanceof String) {
      message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    } else {
      write(message, 200, body, "application/json");
    }
  }

  /** Answers with why it failed: 404 for what is not there, 400 for what can't be, else 500. */
  public void problem(Exchange exchange) {
    Throwable error = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    Throwable cause = error;
    while (cause != null
        && !(cause instanceof IllegalArgumentException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    int status =
        switch (cause == null ? error : cause) {
          case NotFoundException missing -> 404;
          case ConflictException changed -> 409;
          case IllegalArgumentException wrong -> 400;
          default -> 500;
        };
    String detail =
        status == 500 || cause.getMessage() == null
            ? "it failed; the log says why"
            : cause.getMessage();
    if (plain(exchange.getMessage())) {
      text(exchange.getMessage(), status, detail);
      return;
    }
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("status", status);
    problem.put("title", TITLES.get(status));
    problem.put("detail", detail);
    problem.put("error", detail);
    write(exchange.getMessage(), status, problem, "application/problem+json");
  }

  static void write(Message message, int status, Object value, String type) {
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, type);
    message.setBody(JSON.writeValueAsString(value));
  }
}
