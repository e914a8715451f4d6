package io.rootops.core.evaluate.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.signal.log.LogHeader;
import io.rootops.core.signal.log.LogLevel;
import io.rootops.core.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateEvaluationTest {
    @TempDir
    Path folder;

    private void log(String system, String csv, String... lines) throws IOException {
        Files.writeString(folder.resolve(system + ".log"), String.join("\n", lines) + "\n");
        Files.writeString(folder.resolve(system + ".csv"), "LineId,Content,EventId,EventTemplateCorrected\n" + csv);
    }

    @Test
    void comparesGroupsWithTheLabels() throws IOException {
        // Four lines are where they belong; of E3 the labels know one event where two templates are found.
        log(
                "shop",
                """
                1,order 1 was paid,E1,order <*> was paid
                2,order 2 was paid,E1,order <*> was paid
                3,"cart ""7"" is, empty",E2,"cart <*> is, empty"
                4,cart is empty,E2b,cart is empty
                5,bank opened,E3,bank <*>
                6,bank closed,E3,bank <*>
                """,
                "2026-03-01 10:00:00 INFO shop.Cart - order 1 was paid",
                "2026-03-01 10:00:00 INFO shop.Cart - order 2 was paid",
                "2026-03-01 10:00:00 INFO shop.Cart - cart \"7\" is, empty",
                "2026-03-01 10:00:00 INFO shop.Cart - cart is empty",
                "2026-03-01 10:00:00 INFO shop.Cart - bank opened",
                "2026-03-01 10:00:00 INFO shop.Cart - bank closed");

        TemplateEvaluation evaluation = TemplateEvaluation.of(LabelledLogs.read(folder), Duration.ZERO, it -> {});

        GroupingAccuracy corrected = evaluation.systems().get(0).corrected();
        assertThat(corrected.accuracy()).isCloseTo(4 / 6.0, within(1e-9));
        assertThat(corrected.f1()).isCloseTo(2 * 3 / (5.0 + 4), within(1e-9));
        assertThat(corrected.parsing()).isCloseTo(4 / 6.0, within(1e-9));
        assertThat(corrected.templateF1()).isCloseTo(2 * 3 / (5.0 + 4), within(1e-9));
        assertThat(evaluation.systems().get(0).raw()).isEqualTo(corrected);
        assertThat(evaluation.meanOriginal().accuracy()).isCloseTo(4 / 6.0, within(1e-9));
        assertThat(evaluation.systems().get(0).linesPerSecond()).isZero();
    }

    @Test
    void saysWhatIsWrongWithTheData() throws IOException {
        assertThatThrownBy(() -> LabelledLogs.read(folder)).hasMessageContaining("holds no labelled log");
        assertThatThrownBy(() -> LabelledLogs.read(folder.resolve("none")))
                .hasMessageContaining("cannot be listed (NoSuchFileException)");
        log("shop", "1,order,E1,order\n2,cart,E2,cart\n", "order");
        assertThatThrownBy(() -> LabelledLogs.read(folder))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageContaining("2 rows of labels, and shop.log has 1 lines");
        log("shop", "1,order,E1\n", "order");
        assertThatThrownBy(() -> LabelledLogs.read(folder)).hasMessageContaining("row 1 has 3 fields; expected 4");
        Files.writeString(folder.resolve("shop.csv"), "Content,EventId\n");
        assertThatThrownBy(() -> LabelledLogs.read(folder)).hasMessageContaining("no column EventTemplateCorrected");
        Files.delete(folder.resolve("shop.log"));
        assertThatThrownBy(() -> LabelledLogs.read(folder)).hasMessageContaining("shop.log: cannot be read");
    }

    /** Programs that print where each line comes from; that was taken off and is the truth. */
    @Test
    void theRecordedProgramsStand() {
        TemplateEvaluation evaluation = TemplateEvaluation.of(
                LabelledLogs.read(SharedData.checkout().resolve("rootops-core/src/test/resources/call-sites")),
                Duration.ZERO,
                it -> {});

        assertThat(evaluation.systems())
                .extracting(SystemFigures::system)
                .containsExactly("postgres", "prometheus", "rootops");
        assertThat(evaluation.systems().subList(0, 2)).allSatisfy(it -> {
            assertThat(it.raw().f1()).isGreaterThan(0.85);
            assertThat(it.raw().accuracy()).isGreaterThan(0.82);
        });
        assertThat(evaluation.systems().get(2).raw().f1()).isGreaterThan(0.65);
        assertThat(evaluation.systems().get(2).raw().accuracy()).isGreaterThan(0.7);
    }

    @Test
    void theFiguresThatArePublishedStand() {
        List<LabelledLog> logs = LabelledLogs.read(SharedData.need("bench/loghub2k"));

        TemplateEvaluation evaluation = TemplateEvaluation.of(logs, Duration.ZERO, it -> {});

        assertThat(evaluation.systems())
                .hasSize(12)
                .allSatisfy(it ->
                        assertThat(it.original().accuracy()).as(it.system()).isGreaterThan(0.85));
        assertThat(evaluation.meanOriginal().accuracy()).isGreaterThan(0.97);
        assertThat(evaluation.meanCorrected().accuracy()).isGreaterThan(0.98);
        assertThat(evaluation.meanCorrected().f1()).isGreaterThan(0.95);
        assertThat(evaluation.meanRaw().accuracy()).isGreaterThan(0.96);
        assertThat(evaluation.meanRaw().f1()).isGreaterThan(0.93);
        assertThat(evaluation.novelty().precision()).isGreaterThan(0.94);
        assertThat(evaluation.novelty().recall()).isGreaterThan(0.98);
    }

    @Test
    void levelsAreThoseOfTheHeader() throws IOException {
        Path data = SharedData.need("bench/loghub2k");
        Map<Character, LogLevel> letters = Map.of(
                'V', LogLevel.TRACE, 'D', LogLevel.DEBUG, 'I', LogLevel.INFO, 'W', LogLevel.WARN, 'E', LogLevel.ERROR);
        Map<String, LogLevel> words = Map.of(
                "info",
                LogLevel.INFO,
                "notice",
                LogLevel.INFO,
                "warn",
                LogLevel.WARN,
                "warning",
                LogLevel.WARN,
                "error",
                LogLevel.ERROR,
                "severe",
                LogLevel.ERROR,
                "fatal",
                LogLevel.FATAL);
        for (String system : List.of("HDFS", "Hadoop", "Zookeeper", "BGL", "Windows", "Android", "Apache")) {
            List<String> lines =
                    Files.readString(data.resolve(system + ".log")).lines().toList();
            List<List<String>> rows = CsvRows.of(Files.readString(data.resolve(system + ".csv")));
            LogHeader header = new LogHeader();
            int right = 0;
            for (int i = 0; i < lines.size(); i++) {
                String level = rows.get(i + 1).get(rows.get(0).indexOf("Level"));
                LogLevel expected =
                        level.length() == 1 ? letters.get(level.charAt(0)) : words.get(level.toLowerCase(Locale.ROOT));
                char[] text = lines.get(i).toCharArray();
                header.read(text, text.length);
                right += header.level() == expected ? 1 : 0;
            }
            assertThat(right / (double) lines.size()).as(system).isGreaterThan(0.99);
        }
    }
}
