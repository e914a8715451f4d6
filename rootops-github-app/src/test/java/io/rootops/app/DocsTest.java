package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.cli.Cli;
import io.rootops.core.risk.Feature;
import io.rootops.core.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents that can be wrong without anybody noticing. */
class DocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\\n]*`");

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            Matcher link = LINK.matcher(CODE.matcher(Files.readString(document)).replaceAll(""));
            while (link.find()) {
                if (!link.group(1).matches("[a-z]+:.*")) {
                    links++;
                    if (!leadsSomewhere(document, link.group(1))) {
                        broken.add(document + ": " + link.group(1));
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(20);
    }

    @Test
    void theReadmeIsShortAndRunsSoon() throws IOException {
        List<String> readme = Files.readAllLines(ROOT.resolve("README.md"));

        assertThat(readme).hasSizeLessThanOrEqualTo(150).contains("make run", "make test");
        assertThat(readme.indexOf("make run") + 1).isLessThan(25);
    }

    @Test
    void theReferenceListsJustTheFeatures() throws IOException {
        assertThat(rows("docs/reference/features.md"))
                .containsExactlyElementsOf(Arrays.stream(Feature.values())
                        .map(it -> String.format(
                                Locale.ROOT,
                                "| `%s` | %s | %s |%s |",
                                it.id(),
                                it.family().name().toLowerCase(Locale.ROOT),
                                it.description(),
                                Feature.learned().contains(it) ? " yes" : ""))
                        .toList());
    }

    @Test
    void theReferenceListsJustTheSettings() throws IOException {
        assertThat(rows("docs/reference/configuration.md"))
                .containsExactlyElementsOf(Arrays.stream(Setting.values())
                        .map(it -> "| `" + it.name() + "` | "
                                + (it.defaultValue() == null ? "" : "`" + it.defaultValue() + "`") + " | "
                                + it.effect().replace("<", "&lt;").replace(">", "&gt;") + " |")
                        .toList());
    }

    @Test
    void theReferenceNamesEveryCommandAndOption() throws IOException {
        String reference = Files.readString(ROOT.resolve("docs/reference/cli.md"));

        assertThat(Cli.words())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(reference).contains("`" + it));
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (Path directory : List.of(ROOT, ROOT.resolve("docs"))) {
            try (Stream<Path> files = Files.walk(directory, directory.equals(ROOT) ? 1 : 9)) {
                files.filter(it -> it.toString().endsWith(".md")).forEach(documents::add);
            }
        }
        return documents;
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        String[] halves = link.split("#", 2);
        Path target = halves[0].isEmpty() ? document : document.resolveSibling(halves[0]);
        if (!Files.exists(target)) {
            return false;
        }
        return halves.length == 1
                || Files.readAllLines(target).stream()
                        .filter(it -> it.startsWith("#"))
                        .anyMatch(it -> anchor(it).equals(halves[1]));
    }

    /** As GitHub makes it. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }

    private static List<String> rows(String document) throws IOException {
        return Files.readAllLines(ROOT.resolve(document)).stream()
                .filter(it -> it.startsWith("| `"))
                .toList();
    }
}
