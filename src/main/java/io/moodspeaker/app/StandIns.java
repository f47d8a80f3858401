package io.moodspeaker.app;

import io.moodspeaker.support.Suggestion;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.BeanScope;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.bean.DefaultBeanProcessorFactory;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultComponentResolver;
import org.apache.camel.spi.BeanProcessorFactory;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** What stands in for the features while routes are checked and nothing is opened. */
final class StandIns {
  /** What features bind, for routes' beans. */
  static final Set<String> BEANS =
      Set.of(
          "alerts",
          "api",
          "baseline",
          "camera",
          "careDays",
          "conversation",
          "emotion-azure",
          "emotion-local",
          "emotion-server",
          "errors",
          "face-finder",
          "follow",
          "health",
          "history",
          "http-configuration",
          "light",
          "listeners",
          "live",
          "metrics",
          "moods",
          "moodsFile",
          "mqtt-home",
          "music-controller",
          "people",
          "recognizer-log",
          "responseHeaders",
          "speech",
          "stage-times",
          "status");

  /** What features add to the settings, for routes' placeholders. */
  static final Set<String> PLACEHOLDERS =
      Set.of("alert.watch", "emotion.served", "follow.enabled", "mqtt.enabled");

  private static final String OURS = "io.moodspeaker.";

  /** Stands for a bean; that it has none of the bean's methods is no mistake of a route's. */
  private static final class StandIn {}

  private final Map<String, String> placeholders;

  private final Set<String> beans;

  /**
   * Stand-ins.
   *
   * @param placeholders what {@code {{placeholders}}} stand for
   * @param features a feature may bind something under its own name
   */
  StandIns(Map<String, String> placeholders, Set<String> features) {
    this.placeholders = placeholders;
    this.beans = new TreeSet<>(BEANS);
    this.beans.addAll(features);
  }

  /** Whether a route was refused only because a stand-in is not the bean that it stands for. */
  static boolean explains(Throwable refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof MethodNotFoundException missing
          && missing.getBean() instanceof StandIn) {
        return true;
      }
    }
    return false;
  }

  /** A running context that knows every scheme and bean of the daemon's; the caller closes it. */
  CamelContext context() throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    Properties properties = new Properties();
    PLACEHOLDERS.forEach(name -> properties.setProperty(name, "true"));
    properties.putAll(placeholders);
    context.getPropertiesComponent().setInitialProperties(properties);
    beans.forEach(name -> context.getRegistry().bind(name, new StandIn()));
    context
        .getCamelContextExtension()
        .addContextPlugin(ComponentResolver.class, StandIns::component);
    context
        .getCamelContextExtension()
        .addContextPlugin(BeanProcessorFactory.class, new Beans(beans));
    context.start();
    return context;
  }

  private static Component component(String scheme, CamelContext context) throws Exception {
    Component real = new DefaultComponentResolver().resolveComponent(scheme, context);
    if (real == null || scheme.equals("platform-http")) {
      return real == null ? null : new Any();
    }
    Class<?> type = real.getClass();
    return type.getName().startsWith(OURS)
        ? new Ours(scheme, Class.forName(type.getName().replaceFirst("Component$", "Endpoint")))
        : real;
  }

  /** Makes steps of beans that are known by their names alone. */
  private static final class Beans implements BeanProcessorFactory {
    private final BeanProcessorFactory real = new DefaultBeanProcessorFactory();
    private final Set<String> known;

    Beans(Set<String> known) {
      this.known = known;
    }

    @Override
    public Processor createBeanProcessor(CamelContext context, Object bean, Method method)
        throws Exception {
      return real.createBeanProcessor(context, bean, method);
    }

    @Override
    public Processor createBeanProcessor(
        CamelContext context,
        Object bean,
        String beanType,
        Class<?> beanClass,
        String ref,
        String method,
        BeanScope scope)
        throws Exception {
      if (ref == null || ref.startsWith("#class:")) {
        return real.createBeanProcessor(context, bean, beanType, beanClass, ref, method, scope);
      }
      if (!known.contains(ref)) {
        throw new IllegalArgumentException(
            "no bean is called '" + ref + "'; " + Suggestion.text(ref, known));
      }
      return exchange -> {};
    }
  }

  /** Takes every address. */
  private static class Any extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(
        String uri, String remaining, Map<String, Object> parameters) {
      parameters.clear();
      return new Silent(uri, this);
    }
  }

  /** Takes the addresses that a component of ours does, by what its endpoint says of itself. */
  private static final class Ours extends DefaultComponent {
    private final String scheme;
    private final Class<?> endpoint;

    Ours(String scheme, Class<?> endpoint) {
      this.scheme = scheme;
      this.endpoint = endpoint;
    }

    @Override
    protected Endpoint createEndpoint(
        String uri, String remaining, Map<String, Object> parameters) {
      Set<String> options = new TreeSet<>();
      for (Field field : fields(endpoint)) {
        UriPath path = field.getAnnotation(UriPath.class);
        if (path != null && !path.enums().isEmpty()) {
          List<String> words = List.of(path.enums().split(","));
          if (!words.contains(remaining)) {
            throw new IllegalArgumentException(
                "'"
                    + remaining
                    + "' is nothing that "
                    + scheme
                    + ": does; "
                    + Suggestion.text(remaining, words));
          }
        }
        UriParam option = field.getAnnotation(UriParam.class);
        if (option != null) {
          options.add(option.name().isEmpty() ? field.getName() : option.name());
        }
      }
      Optional<String> unknown =
          parameters.keySet().stream().filter(name -> !options.contains(name)).findFirst();
      if (unknown.isPresent()) {
        throw new IllegalArgumentException(
            "'"
                + unknown.get()
                + "' is no option of "
                + scheme
                + ":; "
                + Suggestion.text(unknown.get(), options));
      }
      fields(endpoint).stream()
          .filter(field -> field.isAnnotationPresent(UriParam.class))
          .filter(field -> parameters.get(field.getName()) != null)
          .forEach(field -> check(field, parameters.get(field.getName()).toString()));
      parameters.clear();
      return new Silent(uri, this);
    }

    private static void check(Field option, String value) {
      String enums = option.getAnnotation(UriParam.class).enums();
      List<String> words =
          option.getType() == boolean.class
              ? List.of("true", "false")
              : Stream.of(enums.split(",")).filter(word -> !word.isEmpty()).toList();
      if (!words.isEmpty() && !words.contains(value)) {
        throw new IllegalArgumentException(
            "'%s' is no %s; %s".formatted(value, option.getName(), Suggestion.text(value, words)));
      }
      if (option.getType() == int.class && !value.matches("-?[0-9]{1,9}")) {
        throw new IllegalArgumentException(
            "'%s' is no %s; it must be a whole number".formatted(value, option.getName()));
      }
    }

    private static List<Field> fields(Class<?> type) {
      List<Field> fields = new ArrayList<>();
      for (Class<?> each = type; each != null; each = each.getSuperclass()) {
        Stream.of(each.getDeclaredFields()).forEach(fields::add);
      }
      return fields;
    }
  }

  /** Neither sends nor receives. */
  private static final class Silent extends DefaultEndpoint implements MultipleConsumersSupport {
    Silent(String uri, Component component) {
      super(uri, component);
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(org.apache.camel.Exchange exchange) {}
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return new DefaultConsumer(this, processor);
    }

    @Override
    public boolean isMultipleConsumersSupported() {
      return true;
    }
  }
}
