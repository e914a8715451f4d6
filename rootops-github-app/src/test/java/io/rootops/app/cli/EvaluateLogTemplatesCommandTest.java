package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateLogTemplatesCommandTest {
    @TempDir
    Path data;

    private void write() throws IOException {
        Files.writeString(
                data.resolve("shop.log"),
                "10:00:00 INFO shop.Cart - order 1 was paid\n10:00:00 INFO shop.Cart - order 2 was paid\n10:00:00 INFO shop.Cart - order 2 was lost\n");
        Files.writeString(
                data.resolve("shop.csv"),
                "Content,EventId,EventTemplateCorrected\norder 1 was paid,E1,order <*> was paid\n"
                        + "order 2 was paid,E1,order <*> was paid\norder 2 was lost,E1,order <*> was lost\n");
    }

    private Run evaluate(String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"evaluate", "log-templates", "--data", data.toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Run.of(arguments);
    }

    @Test
    void printsTheFiguresOfEachSystem() throws IOException {
        write();

        Run run = evaluate("--warm-up", "0", "--quiet", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(answer.get("schema").asText()).isEqualTo("rootops.evaluate/1");
        assertThat(answer.get("task").asText()).isEqualTo("log-templates");
        JsonNode shop = answer.get("systems").get(0);
        assertThat(shop.fieldNames())
                .toIterable()
                .containsExactly(
                        "system", "ga", "ga_corrected", "fga", "pa", "fta", "raw_ga", "raw_fga", "lines_per_second");
        assertThat(shop.get("ga").asDouble()).isZero();
        assertThat(shop.get("ga_corrected").asDouble()).isEqualTo(1);
        assertThat(shop.get("raw_fga").asDouble()).isEqualTo(1);
        assertThat(shop.get("lines_per_second").isNull()).isTrue();
        assertThat(answer.get("mean").has("system")).isFalse();
        assertThat(answer.get("mean").get("fta").asDouble()).isEqualTo(1);
        assertThat(answer.get("novelty").fieldNames()).toIterable().containsExactly("precision", "recall");
        assertThat(evaluate("--warm-up", "0").out())
                .contains("shop ", "mean ", "new after 1,000 lines: precision 0.000  recall 0.000");
        assertThat(evaluate("--warm-up", "1", "--json").out()).containsPattern("\"lines_per_second\" : [1-9]");
    }

    @Test
    void saysWhatIsWrongWithTheInput() throws IOException {
        assertThat(evaluate().exitCode()).isEqualTo(3);
        assertThat(evaluate().err()).hasLineCount(1).contains("holds no labelled log");
        write();
        assertThat(evaluate("--warm-up", "-1").exitCode()).isEqualTo(2);
        assertThat(evaluate("--warm-up", "-1").err()).contains("expected a whole number of seconds from 0 to 600");
    }
}
