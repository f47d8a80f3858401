package io.moodspeaker.emotion.opencv;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an ONNX file says that its network takes and gives, which OpenCV does not tell.
 *
 * @param inputs each input's dimensions by its name, -1 where one is open; empty where nothing is
 *     said of them
 * @param outputs names
 */
record OnnxSignature(Map<String, List<Long>> inputs, Set<String> outputs) {
  /** Numbers of the fields in onnx.proto. */
  private static final int MODEL_GRAPH = 7;

  private static final int GRAPH_WEIGHT = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int TENSOR_NAME = 8;
  private static final int VALUE_NAME = 1;
  private static final int VALUE_TYPE = 2;
  private static final int TYPE_TENSOR = 1;
  private static final int TENSOR_SHAPE = 2;
  private static final int SHAPE_DIMENSION = 1;
  private static final int DIMENSION_VALUE = 1;

  /** Takes a field that it wants; the others are passed over. */
  private interface Field {
    boolean take(int number, CodedInputStream in) throws IOException;
  }

  /** A tensor that goes in or out. */
  private static final class Value {
    private String name = "";
    private final List<Long> shape = new ArrayList<>();
  }

  static OnnxSignature read(Path file) throws IOException {
    Map<String, List<Long>> inputs = new LinkedHashMap<>();
    Set<String> outputs = new LinkedHashSet<>();
    Set<String> weights = new LinkedHashSet<>();
    try (InputStream in = Files.newInputStream(file)) {
      fields(
          CodedInputStream.newInstance(in),
          (number, model) ->
              number == MODEL_GRAPH
                  && message(model, (part, graph) -> graph(part, graph, inputs, outputs, weights)));
    }
    // Older files name their weights among the inputs.
    inputs.keySet().removeAll(weights);
    return new OnnxSignature(inputs, outputs);
  }

  private static boolean graph(
      int number,
      CodedInputStream graph,
      Map<String, List<Long>> inputs,
      Set<String> outputs,
      Set<String> weights)
      throws IOException {
    return switch (number) {
      case GRAPH_WEIGHT ->
          message(
              graph,
              (part, tensor) -> part == TENSOR_NAME && weights.add(tensor.readStringRequireUtf8()));
      case GRAPH_INPUT -> {
        Value value = value(graph);
        inputs.put(value.name, value.shape);
        yield true;
      }
      case GRAPH_OUTPUT -> {
        outputs.add(value(graph).name);
        yield true;
      }
      default -> false;
    };
  }

  private static Value value(CodedInputStream graph) throws IOException {
    Value value = new Value();
    message(
        graph,
        (part, in) -> {
          if (part == VALUE_NAME) {
            value.name = in.readStringRequireUtf8();
            return true;
          }
          return part == VALUE_TYPE
              && message(
                  in,
                  (kind, type) ->
                      kind == TYPE_TENSOR
                          && message(
                              type,
                              (what, tensor) ->
                                  what == TENSOR_SHAPE
                                      && message(
                                          tensor,
                                          (one, shape) ->
                                              one == SHAPE_DIMENSION
                                                  && value.shape.add(dimension(shape)))));
        });
    return value;
  }

  private static long dimension(CodedInputStream shape) throws IOException {
    long[] size = {-1};
    message(
        shape,
        (number, in) -> {
          if (number != DIMENSION_VALUE) {
            return false;
          }
          long said = in.readInt64();
          size[0] = said > 0 ? said : -1;
          return true;
        });
    return size[0];
  }

  /** Takes the fields of a message within another. */
  private static boolean message(CodedInputStream in, Field field) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    fields(in, field);
    in.popLimit(outer);
    return true;
  }

  private static void fields(CodedInputStream in, Field field) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!field.take(WireFormat.getTagFieldNumber(tag), in)) {
        in.skipField(tag);
      }
    }
  }
}
