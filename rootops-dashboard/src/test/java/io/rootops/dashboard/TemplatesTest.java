package io.rootops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    @Test
    void nothing_in_the_templates_opens_a_door() throws IOException {
        List<Path> templates;
        try (Stream<Path> walk = Files.walk(Path.of("src/main/jte"))) {
            templates = walk.filter(it -> it.toString().endsWith(".jte")).toList();
        }

        assertThat(templates)
                .hasSizeGreaterThan(8)
                .allSatisfy(template -> assertThat(template)
                        .content()
                        .doesNotContain("$unsafe", " style=", "hx-on", "hx-vals", "javascript:", "<script>")
                        .doesNotContainPattern(" on[a-z]+="));
    }
}
