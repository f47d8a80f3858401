package io.moodspeaker.web.vertx;

import io.moodspeaker.model.Frame;
import io.moodspeaker.support.Scheduler;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/**
 * The camera's picture as MJPEG, from memory to whoever looks. While nobody does, a frame is let go
 * at once; none is kept.
 */
public final class LivePicture implements Handler<RoutingContext> {
  private static final int CLIENTS = 8;
  private static final String BOUNDARY = "frame";

  private final Vertx vertx;
  private final Scheduler encoding;
  private final Set<HttpServerResponse> clients = ConcurrentHashMap.newKeySet();
  private volatile boolean busy;

  /**
   * A picture that nobody looks at yet.
   *
   * @param encoding where frames become JPEGs, away from who reads faces
   */
  LivePicture(Vertx vertx, Scheduler encoding) {
    this.vertx = vertx;
    this.encoding = encoding;
  }

  @Override
  public void handle(RoutingContext context) {
    if (clients.size() >= CLIENTS) {
      Problems.send(context, 503, CLIENTS + " look already; close one of them");
      return;
    }
    HttpServerResponse response = context.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "multipart/x-mixed-replace; boundary=" + BOUNDARY)
        .putHeader("Cache-Control", "no-store");
    response.exceptionHandler(gone -> clients.remove(response));
    response.closeHandler(closed -> clients.remove(response));
    response.write("--" + BOUNDARY + "\r\n");
    clients.add(response);
  }

  /** Shows a frame to whoever looks; at once where nobody does. */
  public void show(Frame frame) {
    if (clients.isEmpty() || busy) {
      return;
    }
    busy = true;
    encoding.submit(
        () -> {
          try {
            byte[] jpeg = jpeg(frame);
            vertx.runOnContext(now -> write(jpeg));
          } finally {
            busy = false;
          }
        });
  }

  private void write(byte[] jpeg) {
    Buffer part =
        Buffer.buffer("Content-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n")
            .appendBytes(jpeg)
            .appendString("\r\n--" + BOUNDARY + "\r\n");
    clients.removeIf(HttpServerResponse::closed);
    for (HttpServerResponse client : clients) {
      if (!client.writeQueueFull()) {
        client.write(part);
      }
    }
  }

  private static byte[] jpeg(Frame frame) {
    int width = frame.width();
    int height = frame.height();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    DataBuffer pixels = new DataBufferByte(frame.bgr(), frame.bgr().length);
    image.setData(Raster.createRaster(image.getSampleModel(), pixels, new Point(0, 0)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", ImageIO.createImageOutputStream(out));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
