package io.rootops.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.gate.GateVerdict;
import io.rootops.core.reporter.RiskReporter;
import io.rootops.core.reporter.RiskSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar made of the document's example. */
class PluginsTest {
    private static final String SERVICE = "META-INF/services/io.rootops.core.reporter.RiskReporter";
    private static final RiskSummary SUMMARY =
            new RiskSummary("acme/shop", null, GateVerdict.HOLD, List.of(), List.of(), null, "by size only", List.of());

    @TempDir
    Path home;

    private Path folder;

    @BeforeEach
    void makesTheFolder() throws IOException {
        folder = Files.createDirectories(home.resolve("plugins"));
    }

    @Test
    void theExampleOfTheDocumentIsFoundBesideTheOwnFormats() throws Exception {
        String document = Files.readString(Path.of("../docs/how-to/plugins.md"));
        jar("one-line.jar", block(document, "java"), block(document, "text").strip());

        List<RiskReporter> reporters = Plugins.of(home).all(RiskReporter.class);

        assertThat(reporters).extracting(RiskReporter::format).contains("text", "one-line");
        StringBuilder written = new StringBuilder();
        reporters.get(reporters.size() - 1).write(SUMMARY, written);
        assertThat(written).hasToString("acme/shop: HOLD\n");
    }

    @Test
    void withoutAFolderThereAreTheOwnOnes() throws Exception {
        Files.delete(folder);

        assertThat(Plugins.of(home).all(RiskReporter.class)).hasSize(7);
    }

    @Test
    void aJarThatDoesNotFitIsToldInASentence() throws IOException {
        zip("old.jar", SERVICE, "com.example.Gone\n".getBytes(StandardCharsets.UTF_8), "x", new byte[0]);

        assertThatThrownBy(() -> Plugins.of(home).all(RiskReporter.class))
                .isInstanceOf(PluginException.class)
                .hasMessageContainingAll("cannot be used", "com.example.Gone", "take it out");
    }

    private void jar(String name, String source, String type) throws IOException {
        Path classes = Files.createDirectories(home.resolve("classes"));
        Path file = Files.createDirectories(home.resolve("source")).resolve("OneLine.java");
        Files.writeString(file, source);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                file.toString()))
                .isZero();
        String path = type.replace('.', '/') + ".class";
        zip(
                name,
                SERVICE,
                (type + "\n").getBytes(StandardCharsets.UTF_8),
                path,
                Files.readAllBytes(classes.resolve(path)));
    }

    private void zip(String name, String first, byte[] one, String second, byte[] two) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(first));
            zip.write(one);
            zip.putNextEntry(new ZipEntry(second));
            zip.write(two);
        }
    }

    private static String block(String document, String language) {
        Matcher block = Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```").matcher(document);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
