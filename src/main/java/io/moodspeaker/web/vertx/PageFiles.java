package io.moodspeaker.web.vertx;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The page's files, read once from the class path: these paths, and no others. */
final class PageFiles implements Handler<RoutingContext> {
  private static final String FOLDER = "/io/moodspeaker/web/page/";
  private static final String PREACT = "/META-INF/resources/webjars/preact/10.27.2/dist/";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private record PageFile(Buffer content, String type, String tag) {}

  private final Map<String, PageFile> files = new LinkedHashMap<>();

  PageFiles() throws IOException {
    add("/", FOLDER + "index.html", HTML);
    add("/face", FOLDER + "index.html", HTML);
    add("/page/page.css", FOLDER + "page.css", "text/css; charset=utf-8");
    for (String script : new String[] {"page", "words", "face", "curve", "editor"}) {
      add("/page/" + script + ".js", FOLDER + script + ".js", SCRIPT);
    }
    add("/page/icon.svg", FOLDER + "icon.svg", "image/svg+xml");
    add("/page/preact.js", PREACT + "preact.module.js", SCRIPT);
    add("/api/v1/openapi.json", "/io/moodspeaker/web/openapi.json", "application/json");
  }

  private void add(String path, String resource, String type) throws IOException {
    try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is not in the program; build it anew");
      }
      byte[] content = in.readAllBytes();
      files.put(path, new PageFile(Buffer.buffer(content), type, tag(content)));
    }
  }

  private static String tag(byte[] content) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + HexFormat.of().formatHex(sum, 0, 8) + '"';
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void handle(RoutingContext context) {
    PageFile file = files.get(context.request().path());
    HttpMethod method = context.request().method();
    if (file == null || !(method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))) {
      context.next();
      return;
    }
    context
        .response()
        .putHeader("Content-Type", file.type())
        .putHeader("Cache-Control", "no-cache")
        .putHeader("ETag", file.tag());
    if (Objects.equals(context.request().getHeader("If-None-Match"), file.tag())) {
      context.response().setStatusCode(304).end();
    } else {
      context.response().end(file.content());
    }
  }
}
