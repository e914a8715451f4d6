package io.rootops.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kohsuke.stapler.DataBoundSetter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Jenkins renders the views, and is not here: what can be known of them without it. */
class ViewsTest {

    private static final Path VIEWS = Path.of("src", "main", "resources", "io", "rootops", "jenkins");
    private static final Set<String> LIBRARIES = Set.of(
            "jelly:core", "jelly:stapler", "/lib/form", "/lib/layout", "/lib/hudson", "http://www.w3.org/2000/svg");
    private static final Pattern PATH = Pattern.compile("\\b(it|commit|row|cell|instance)((?:\\.\\w+)+)");
    private static final Set<String> RESERVED =
            Set.of("empty", "size", "and", "or", "not", "eq", "ne", "lt", "gt", "le", "ge", "div", "mod", "null");
    private static final List<Class<? extends RootOpsStep>> STEPS =
            List.of(RootOpsRiskStep.class, RootOpsGateStep.class, RootOpsDeploymentStep.class);

    static Stream<Path> views() throws IOException {
        try (Stream<Path> all = Files.walk(VIEWS)) {
            return all.filter(it -> it.toString().endsWith(".jelly")).toList().stream();
        }
    }

    static Stream<Class<?>> configured() {
        return Stream.concat(STEPS.stream(), Stream.of(RootOpsConfiguration.class));
    }

    @ParameterizedTest
    @MethodSource("views")
    void isWellFormedEscapedAndWithoutScripts(Path view) throws Exception {
        assertThat(Files.readString(view)).startsWith("<?jelly escape-by-default='true'?>");
        for (Element element : elements(view)) {
            if (element.getNamespaceURI() != null) {
                assertThat(LIBRARIES).contains(element.getNamespaceURI());
            }
            assertThat(element.getLocalName().toLowerCase(Locale.ROOT)).isNotIn("script", "style", "out");
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Node attribute = element.getAttributes().item(i);
                assertThat(attribute.getNodeName().toLowerCase(Locale.ROOT)).doesNotStartWith("on");
                assertThat(attribute.getNodeName()).isNotEqualTo("style");
                assertThat(attribute.getNodeValue().toLowerCase(Locale.ROOT)).doesNotContain("javascript:");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void everyPropertyThatItReadsIsThere(Path view) throws Exception {
        Class<?> it = Class.forName("io.rootops.jenkins." + view.getName(view.getNameCount() - 2));
        Matcher paths = PATH.matcher(Files.readString(view).replaceAll("<st:include[^>]*/>", ""));
        while (paths.find()) {
            Class<?> type = switch (paths.group(1)) {
                case "it" -> it;
                case "commit" -> ScoredCommit.class;
                case "row" -> RiskTrend.Point.class;
                case "cell" -> RootOpsRiskColumn.Cell.class;
                default -> throw new AssertionError("Nothing is known of " + paths.group());
            };
            for (String property : paths.group(2).substring(1).split("\\.")) {
                assertThat(property).as("a word of Jexl").isNotIn(RESERVED);
                type = type(type, property, paths.group());
            }
        }
        for (Element element : elements(view)) {
            if (element.hasAttribute("field")) {
                type(it, element.getAttribute("field"), "the field " + element.getAttribute("field"));
            }
            if (element.getLocalName().equals("include")) {
                String page = element.getAttribute("page");
                assertThat(element.hasAttribute("optional") || Files.exists(view.resolveSibling(page)))
                        .as(page)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("configured")
    void everySettingHasAFieldAndAHelp(Class<?> type) throws Exception {
        Set<String> settings = new TreeSet<>();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                settings.add(method.getName().substring(3, 4).toLowerCase(Locale.ROOT)
                        + method.getName().substring(4));
            }
        }
        Set<String> fields = new TreeSet<>();
        Set<String> helps = new TreeSet<>();
        Path directory = VIEWS.resolve(type.getSimpleName());
        for (Element element : elements(directory.resolve("config.jelly"))) {
            if (element.hasAttribute("field")) {
                fields.add(element.getAttribute("field"));
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path help : files.filter(file -> file.getFileName().toString().startsWith("help-"))
                    .toList()) {
                parse(help);
                helps.add(help.getFileName().toString().replaceAll("help-|\\.html", ""));
            }
        }
        assertThat(settings).isNotEmpty();
        assertThat(fields).isEqualTo(settings);
        assertThat(helps).isEqualTo(settings);
    }

    @Test
    void theButtonCallsWhatIsThere() throws Exception {
        Element button = elements(VIEWS.resolve("RootOpsConfiguration/config.jelly")).stream()
                .filter(element -> element.getLocalName().equals("validateButton"))
                .findFirst()
                .orElseThrow();
        String method = button.getAttribute("method");
        Method called = Arrays.stream(RootOpsConfiguration.class.getMethods())
                .filter(it -> it.getName()
                        .equals("do" + method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1)))
                .findFirst()
                .orElseThrow();
        assertThat(called.isAnnotationPresent(org.kohsuke.stapler.verb.POST.class))
                .isTrue();
        List<String> parameters = Arrays.stream(called.getParameters())
                .map(it -> it.getAnnotation(org.kohsuke.stapler.QueryParameter.class)
                        .value())
                .toList();
        assertThat(button.getAttribute("with").split(",")).containsExactlyElementsOf(parameters);
    }

    private static Class<?> type(Class<?> of, String property, String where) {
        String suffix = property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
        Predicate<Method> getter = it -> it.getParameterCount() == 0
                && (it.getName().equals("get" + suffix) || it.getName().equals("is" + suffix));
        Predicate<Method> called = it -> it.getName().equals(property) && it.getParameterCount() > 0;
        return Arrays.stream(of.getMethods())
                .filter(getter.or(called))
                .findFirst()
                .orElseThrow(() -> new AssertionError(of.getSimpleName() + " has no " + property + ": " + where))
                .getReturnType();
    }

    private static List<Element> elements(Path view) throws Exception {
        NodeList all = parse(view).getElementsByTagNameNS("*", "*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
        return elements;
    }

    private static Document parse(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(file.toFile());
    }
}
