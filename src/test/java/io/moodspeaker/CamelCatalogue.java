package io.moodspeaker;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what Camel's catalogue, editors and validation read of our schemes, from the endpoints'
 * annotations and the Javadoc of their options. The build runs this file by itself after compiling:
 * Camel's own plugin runs in Maven's Java, which may be too old for our classes.
 */
public final class CamelCatalogue {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path classes;
  private final Path sources;
  private final String version;

  CamelCatalogue(Path classes, Path sources, String version) {
    this.classes = classes;
    this.sources = sources;
    this.version = version;
  }

  /** Arguments: the folder of classes, which gets the catalogue too; that of sources; a version. */
  public static void main(String... args) throws IOException, ReflectiveOperationException {
    new CamelCatalogue(Path.of(args[0]), Path.of(args[1]), args[2]).write(Path.of(args[0]));
  }

  /** Writes each scheme's JSON and the list of schemes below {@code META-INF} of a folder. */
  void write(Path folder) throws IOException, ReflectiveOperationException {
    Map<String, Class<?>> endpoints = endpoints();
    for (Class<?> endpoint : endpoints.values()) {
      String scheme = endpoint.getAnnotation(UriEndpoint.class).scheme();
      Path file =
          folder.resolve(
              "META-INF/%s/%s.json".formatted(endpoint.getPackageName().replace('.', '/'), scheme));
      Files.createDirectories(file.getParent());
      Files.writeString(file, JSON.writeValueAsString(describe(endpoint)));
    }
    Path list = folder.resolve("META-INF/services/org/apache/camel/component.properties");
    Files.createDirectories(list.getParent());
    Files.writeString(
        list,
        """
        components=%s
        groupId=io.moodspeaker
        artifactId=moodspeaker
        version=%s
        projectName=moodspeaker
        projectDescription=Schemes of moodspeaker
        """
            .formatted(String.join(" ", endpoints.keySet()), version));
  }

  /** All annotated endpoints by their scheme. */
  Map<String, Class<?>> endpoints() throws IOException, ReflectiveOperationException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes.resolve("io/moodspeaker"))) {
      files = all.filter(file -> file.toString().endsWith("Endpoint.class")).sorted().toList();
    }
    TreeMap<String, Class<?>> found = new TreeMap<>();
    for (Path file : files) {
      String name = classes.relativize(file).toString().replace('/', '.');
      Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
      if (type.isAnnotationPresent(UriEndpoint.class)) {
        found.put(type.getAnnotation(UriEndpoint.class).scheme(), type);
      }
    }
    return found;
  }

  /** One scheme, in the form of Camel's catalogue. */
  ObjectNode describe(Class<?> endpoint) throws IOException, ReflectiveOperationException {
    UriEndpoint uri = endpoint.getAnnotation(UriEndpoint.class);
    String source =
        Files.readString(sources.resolve(endpoint.getName().replace('.', '/') + ".java"));
    ObjectNode root = JSON.createObjectNode();
    root.putObject("component")
        .put("kind", "component")
        .put("name", uri.scheme())
        .put("title", uri.title())
        .put("description", javadoc(source, "(public |final )*class \\w+"))
        .put("deprecated", false)
        .put("firstVersion", uri.firstVersion())
        .put(
            "label",
            Arrays.stream(uri.category())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(",")))
        .put("javaType", endpoint.getName().replaceAll("Endpoint$", "Component"))
        .put("supportLevel", "Stable")
        .put("groupId", "io.moodspeaker")
        .put("artifactId", "moodspeaker")
        .put("version", version)
        .put("scheme", uri.scheme())
        .put("extendsScheme", "")
        .put("syntax", uri.syntax())
        .put("async", false)
        .put("api", false)
        .put("consumerOnly", uri.consumerOnly())
        .put("producerOnly", uri.producerOnly())
        .put("lenientProperties", uri.lenientProperties())
        .put("browsable", false)
        .put("remote", uri.remote());
    root.putObject("componentProperties");
    ObjectNode options = root.putObject("properties");
    String group = uri.producerOnly() ? "producer" : uri.consumerOnly() ? "consumer" : "common";
    for (Field field : fields(endpoint)) {
      UriPath path = field.getAnnotation(UriPath.class);
      UriParam param = field.getAnnotation(UriParam.class);
      if (path != null || param != null) {
        option(
            options,
            field,
            path,
            param,
            group,
            field.getDeclaringClass().equals(endpoint) ? source : "");
      }
    }
    return root;
  }

  /** The fields of an endpoint and what it extends, its own ones first. */
  private static List<Field> fields(Class<?> endpoint) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> type = endpoint; type != null; type = type.getSuperclass()) {
      Collections.addAll(fields, type.getDeclaredFields());
    }
    return fields;
  }

  private static void option(
      ObjectNode options, Field field, UriPath path, UriParam param, String group, String source) {
    Optional<Metadata> more = Optional.ofNullable(field.getAnnotation(Metadata.class));
    // An option may be a word that Java keeps for itself.
    String name = param != null && !param.name().isEmpty() ? param.name() : field.getName();
    Function<String, String> javadoc =
        accessor ->
            javadoc(
                source,
                "public [\\w.<>]+ "
                    + accessor
                    + Character.toUpperCase(name.charAt(0))
                    + name.substring(1)
                    + "\\(");
    String given = path != null ? path.description() : param.description();
    String description =
        Stream.of(
                given,
                more.map(Metadata::description).orElse(""),
                javadoc.apply("set"),
                javadoc.apply("(?:get|is)"))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    String label = param == null ? "" : param.label();
    String standard = path != null ? path.defaultValue() : param.defaultValue();
    String enums = path != null ? path.enums() : param.enums();
    String javaType = param == null ? "" : param.javaType();
    ObjectNode option =
        options
            .putObject(name)
            .put("index", options.size() - 1)
            .put("kind", path != null ? "path" : "parameter")
            .put("displayName", displayName(name))
            .put("group", label.isEmpty() ? group : label.split(",", -1)[0])
            .put("label", label)
            .put("required", more.map(Metadata::required).orElse(false))
            .put("type", type(field.getType(), enums, javaType))
            .put("javaType", javaType.isEmpty() ? field.getType().getName() : javaType)
            .put("deprecated", field.isAnnotationPresent(Deprecated.class))
            .put("autowired", false)
            .put("secret", param != null && param.secret());
    List<String> words =
        !enums.isEmpty()
            ? List.of(enums.split(","))
            : field.getType().isEnum()
                ? Arrays.stream(field.getType().getEnumConstants()).map(Object::toString).toList()
                : List.of();
    if (!words.isEmpty()) {
      words.forEach(option.putArray("enum")::add);
    }
    if (!standard.isEmpty()) {
      option.put("defaultValue", standard);
    }
    option.put("description", description);
  }

  private static String type(Class<?> type, String enums, String javaType) {
    if (!enums.isEmpty() || type.isEnum()) {
      return "enum";
    }
    return switch (javaType.isEmpty() ? type.getName() : javaType) {
      case "boolean", "java.lang.Boolean" -> "boolean";
      case "int", "long", "java.lang.Integer", "java.lang.Long" -> "integer";
      case "double", "float", "java.lang.Double" -> "number";
      case "java.lang.String" -> "string";
      case "java.time.Duration" -> "duration";
      default -> "object";
    };
  }

  private static String displayName(String name) {
    String spaced = name.replaceAll("([a-z])([A-Z])", "$1 $2");
    return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
  }

  /** The Javadoc before a declaration, without its tags; empty where there is none. */
  private static String javadoc(String source, String declaration) {
    Matcher matcher =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\((?:[^()]|\\([^()]*\\))*\\))?\\s*)*"
                    + declaration,
                Pattern.DOTALL)
            .matcher(source);
    if (!matcher.find()) {
      return "";
    }
    return matcher
        .group(1)
        .replaceAll("(?m)^\\s*\\* ?", " ")
        .replaceAll("\\s@(param|return|throws).*", "")
        .replaceAll("(?s)\\{@(?:code|link|linkplain|value)\\s+([^}]*)\\}", "$1")
        .replaceAll("<[^>]+>", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
