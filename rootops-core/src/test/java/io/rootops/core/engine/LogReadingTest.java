package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.memory.ForgottenPeople;
import io.rootops.core.memory.LogHistory;
import io.rootops.core.memory.LogMemory;
import io.rootops.core.memory.LogSources;
import io.rootops.core.privacy.Person;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.intake.ServiceIntake;
import io.rootops.core.signal.intake.ServiceLog;
import io.rootops.core.signal.log.LogLine;
import io.rootops.core.signal.log.LogProgress;
import io.rootops.core.signal.store.LogBackend;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.template.TemplateMiner;
import io.rootops.core.testing.TestDatabase;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogReadingTest {
    private static final Instant AT = Instant.parse("2026-11-29T10:00:00Z");
    private static final ServiceName TILL = new ServiceName("till", "");

    private TestDatabase db;
    private LogSources sources;
    private LogMemory memory;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        sources = new LogSources(db.dsl());
        memory = new LogMemory(db.dsl());
        sources.claim("list", Duration.ZERO);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void linesBecomeEventsByTemplateAndMinute() throws Exception {
        Lines lines = new Lines()
                .add(AT, "2026-11-29 10:00:00 INFO paid order 17 in 12 ms")
                .add(AT.plusSeconds(5), "2026-11-29 10:00:05 INFO paid order 18 in 11 ms")
                .add(AT.plusSeconds(70), "2026-11-29 10:01:10 ERROR cannot pay order 19")
                .add(AT.plusSeconds(70), "java.lang.IllegalStateException: no till 19")
                .add(AT.plusSeconds(70), "\tat shop.Till.pay(Till.java:17)");

        assertThat(reading().read("list", lines)).isFalse();

        assertThat(
                        rows(
                                "select text, level, error, events, array_to_string(frames, ' ') from log_template order by events desc"))
                .containsExactly(
                        "paid order <*> in <*>|2|f|2|",
                        "cannot pay order <*>|4|t|1|java.lang.IllegalStateException shop.Till.pay(Till.java)");
        assertThat(rows("select extract(minute from minute), events, errors from log_count order by minute"))
                .containsExactly("0|2|0", "1|1|1");
        assertThat(rows("select sum(events) from template_count")).containsExactly("3");
        assertThat(rows("select extract(minute from minute), events from error_count"))
                .containsExactly("1|1");
    }

    @Test
    void theShareOfErrorsIsOfAllLinesAndNoneWhereNoneCame() throws Exception {
        Lines lines = new Lines()
                .add(AT, "INFO paid order 17")
                .add(AT.plusSeconds(60), "INFO paid order 18")
                .add(AT.plusSeconds(70), "ERROR cannot pay order 19")
                .add(AT.plusSeconds(80), "ERROR cannot pay order 20")
                .add(AT.plusSeconds(90), "ERROR cannot pay order 21");
        reading().read("list", lines);

        Series shares = new LogHistory(db.dsl())
                .counts(TILL, AT.minusSeconds(60), AT.plusSeconds(180), Duration.ofMinutes(1))
                .orElseThrow()
                .errorShare();

        assertThat(shares.slice(0, 4)).containsExactly(Double.NaN, 0, .75, 0);
    }

    @Test
    void theLabelThatNamesAServiceIsKnownOfThoseThatWereReadFromLoki() throws Exception {
        sources.claim("loki", Duration.ZERO);
        Lines lines = new Lines().labelled("app").add(AT, "INFO paid order 17");
        reading().read("loki", lines);
        reading().read("loki", lines.labelled(null));
        reading().read("list", new Lines().add("cart", AT, "INFO 2 items"));

        LogHistory history = new LogHistory(db.dsl());
        assertThat(history.lokiLabel(TILL)).contains("app");
        assertThat(history.lokiLabel(new ServiceName("cart", ""))).isEmpty();
    }

    @Test
    void whatWasReadIsNotReadAgainByAnotherProcess() throws Exception {
        Lines lines = new Lines().add(AT, "INFO started worker 1");
        reading().read("list", lines);
        lines.add(AT.plusSeconds(1), "INFO started worker 2");

        reading().read("list", lines);

        assertThat(rows("select text, events from log_template")).containsExactly("started worker <*>|2");
        assertThat(rows("select sum(events) from log_count")).containsExactly("2");
    }

    @Test
    void ofTwoThatReadTheSameOneCounts() throws Exception {
        Lines lines = new Lines().add(AT, "INFO started worker 1");
        LogReading slow = reading();
        LogReading quick = reading();

        boolean again = slow.read("list", lines.whileReading(() -> quick.read("list", lines)));

        assertThat(again).isTrue();
        assertThat(slow.read("list", lines)).isFalse();
        assertThat(rows("select sum(events) from log_count")).containsExactly("1");
    }

    @Test
    void ofTwoSourcesOfOneServiceNeitherMinesOverTheOther() {
        sources.claim("other", Duration.ZERO);
        ServiceLog one = mined("INFO started worker 1");
        ServiceLog other = mined("INFO stopped worker 1");
        LogProgress read = new LogProgress(new byte[] {1}, AT, false, Map.of(), List.of(), null);

        assertThat(memory.store("list", null, read, List.of(one), memory.ground()))
                .isTrue();
        assertThat(memory.store("other", null, read, List.of(other), memory.ground()))
                .isFalse();

        assertThat(rows("select text from log_template")).containsExactly("started worker <*>");
        assertThat(sources.find("other").orElseThrow().position()).isNull();
    }

    /** With a miner that knows of nothing before. */
    private static ServiceLog mined(String text) {
        ServiceIntake intake = new ServiceIntake(TILL, new TemplateMiner(), 0);
        intake.add(new LogLine("till", null, "till-1", AT, text));
        return intake.finish().orElseThrow();
    }

    @Test
    void aFailureKeepsNothingAndLosesNothing() throws Exception {
        Lines lines = new Lines().add(AT, "INFO started worker 1");
        LogReading reading = reading();
        StoreException down = new StoreException(StoreException.Kind.UNREACHABLE, "nobody there");

        assertThatThrownBy(() -> reading.read("list", lines.whileReading(() -> {
                    throw down;
                })))
                .isSameAs(down);
        assertThat(rows("select * from service")).isEmpty();
        reading.read("list", lines);

        assertThat(rows("select sum(events) from log_count")).containsExactly("1");
    }

    @Test
    void whatMergesIsOneFromThenOn() throws Exception {
        Lines lines = new Lines();
        List<String> names = List.of("anna", "berta", "carla", "doris", "elsa", "frida", "greta");
        LogReading reading = reading();
        for (String name : names) {
            lines.add(AT.plusSeconds(lines.size()), "ERROR the card of customer " + name + " was refused by the bank");
            reading.read("list", lines);
        }

        assertThat(rows("select text, events from log_template where merged_into is null"))
                .containsExactly("the card of customer <*> was refused by the bank|7");
        assertThat(rows("select t.text, sum(c.events) from template_count c join log_template t on t.id = c.template_id"
                        + " group by 1"))
                .containsExactly("the card of customer <*> was refused by the bank|7");
        assertThat(rows("select sum(events) from error_count")).containsExactly("7");
    }

    @Test
    void filesStandInForALokiThatIsAwayAndNoEventCountsTwice() throws Exception {
        Timeline till = new Timeline(AT);
        sources.claim("loki", Duration.ZERO);
        sources.claim("files", Duration.ZERO);
        LogReading reading = reading();
        poll(reading, till, 120, true);
        for (int seconds = 240; seconds <= 600; seconds += 120) {
            poll(reading, till, seconds, false);
        }
        assertThat(counted())
                .as("what Loki had, and the files since its third failure")
                .isEqualTo(12 + 24);

        poll(reading, till, 720, true);

        assertThat(counted()).as("each of one in ten seconds").isEqualTo(72);
        assertThat(rows("select sum(events) from log_count group by minute having sum(events) > 6"))
                .as("minutes with more than there were")
                .isEmpty();
        poll(reading, till, 840, true);
        assertThat(counted()).isEqualTo(84);
    }

    @Test
    void whatNeitherHadWhileLokiCameAndWentIsFilledInByLoki() throws Exception {
        Timeline till = new Timeline(AT);
        sources.claim("loki", Duration.ZERO);
        sources.claim("files", Duration.ZERO);
        LogReading reading = reading();
        poll(reading, till, 120, true);
        for (int seconds = 240; seconds <= 600; seconds += 120) {
            poll(reading, till, seconds, false);
        }
        reading.read("loki", till.upTo(AT.plusSeconds(200))); // the first part of what it is behind
        for (int seconds = 720; seconds <= 1080; seconds += 120) {
            poll(reading, till, seconds, false);
        }

        poll(reading, till, 1200, true);

        assertThat(counted()).as("each of one in ten seconds").isEqualTo(120);
    }

    /** As a server does it every two minutes: Loki first, then files. */
    private void poll(LogReading reading, Timeline till, int seconds, boolean lokiAnswers) throws Exception {
        if (lokiAnswers) {
            reading.read("loki", till.upTo(AT.plusSeconds(seconds - 10)));
        } else {
            sources.failed("loki", "nobody there");
        }
        reading.read("files", till.upTo(AT.plusSeconds(seconds)));
    }

    private long counted() {
        return Long.parseLong(rows("select sum(events) from log_count").get(0));
    }

    @Test
    void aServiceThatLokiDoesNotHaveIsReadFromFilesBesideIt() throws Exception {
        sources.claim("loki", Duration.ZERO);
        sources.claim("files", Duration.ZERO);
        LogReading reading = reading();
        reading.read("loki", new Lines().add("cart", AT, "INFO added"));

        reading.read("files", new Lines().add("cart", AT, "INFO added").add("till", AT, "INFO paid"));

        assertThat(rows("select s.name, c.events from log_count c join service s on s.id = c.service_id order by 1"))
                .containsExactly("cart|1", "till|1");
    }

    @Test
    void whatFilesHaveBroughtIsNotBroughtByALokiThatIsFoundLater() throws Exception {
        Timeline till = new Timeline(AT);
        sources.claim("files", Duration.ZERO);
        LogReading reading = reading();
        reading.read("files", till.upTo(AT.plusSeconds(600)));
        long before = counted();
        sources.claim("loki", Duration.ZERO);

        reading.read("loki", till.upTo(AT.plusSeconds(600)));

        assertThat(counted()).isEqualTo(before);
    }

    @Test
    void whatIsCountedOnlyIsSpreadOverTheMinutes() throws Exception {
        LogReading reading = reading();
        reading.read("list", new Lines().add(AT, "INFO started"));
        Lines busy = new Lines()
                .from(sources.find("list").orElseThrow().position())
                .unread("till", 90)
                .complete(AT.plusSeconds(180));

        reading.read("list", busy);

        assertThat(rows("select extract(minute from minute), events from log_count order by minute"))
                .containsExactly("0|31", "1|30", "2|30");
    }

    @Test
    void aStateThatCannotBeReadIsLearnedAnew() throws Exception {
        Lines lines = new Lines().add(AT, "INFO started worker 1");
        reading().read("list", lines);
        db.execute("update template_miner set state = '\\x07'");
        lines.add(AT, "INFO started worker 2");

        reading().read("list", lines);

        assertThat(rows("select text, events from log_template")).containsExactly("started worker <*>|2");
        assertThat(memory.minerVersion(TILL)).isEqualTo(2);
    }

    @Test
    void aServiceOfBlankLinesHoldsNobodyUp() throws Exception {
        reading().read("list", new Lines().add("cart", AT, "").add("till", AT, "INFO paid"));

        assertThat(rows("select name from service")).containsExactly("till");
        assertThat(sources.find("list").orElseThrow().position()).isNotNull();
    }

    @Test
    void theRestOfATraceIsNoErrorOfItsOwn() throws Exception {
        reading()
                .read(
                        "list",
                        new Lines().add(AT, "\tat shop.Till.pay(Till.java:17)").add(AT.plusSeconds(5), "INFO paid"));

        assertThat(rows("select text from log_template")).containsExactly("paid");
        assertThat(rows("select events, errors from log_count")).containsExactly("1|0");
    }

    @Test
    void whatAddressesInATraceHoldIsNotKept() throws Exception {
        reading()
                .read(
                        "list",
                        new Lines()
                                .add(AT, "ERROR cannot pay")
                                .add(AT, "Error: no till")
                                .add(AT, "    at pay (https://ana:hunter2@shop.example/a.js?session=abc123:17:4)"));

        assertThat(rows("select array_to_string(frames, ' ') from log_template where frames <> '{}'")
                        .get(0))
                .contains("shop.example/a.js")
                .doesNotContain("hunter2", "abc123");
    }

    @Test
    void aLineWithANulIsKept() throws Exception {
        reading().read("list", new Lines().add(AT, "INFO odd \0 line"));

        assertThat(rows("select events from log_template")).containsExactly("1");
    }

    @Test
    void whoeverIsForgottenIsNamedNoMoreAndWhatTheyDidIsTheSameTemplate() throws Exception {
        Lines lines = new Lines();
        for (int i = 0; i < 3; i++) {
            lines.add(AT.plusSeconds(i), "INFO Ana Lopez signed in from 10.0.0." + i);
            lines.add(AT.plusSeconds(i), "INFO report " + i + " was sent to ana@example.org, @ana-l");
            lines.add(AT.plusSeconds(i), "INFO Bob Berg signed in from 10.0.0." + i);
        }
        LogReading reading = reading();
        reading.read("list", lines);
        assertThat(everything()).contains("Ana Lopez").contains("@ana-l");

        ForgottenPeople.Result result = new ForgottenPeople(db.dsl())
                .forget(Person.parse("Ana Lopez <ana@example.org>", List.of(), List.of("ana-l")));

        assertThat(result.texts()).isEqualTo(2);
        assertThat(everything())
                .doesNotContain("Ana Lopez", "@ana-l")
                .contains(result.pseudonym() + " signed in")
                .contains("Bob Berg signed in");

        // By whoever read before, and by another process.
        for (LogReading each : List.of(reading, reading())) {
            lines.add(AT.plusSeconds(9), "INFO Ana Lopez signed in from 10.0.0.9");
            assertThat(each.read("list", lines)).isFalse();
        }
        assertThat(everything()).doesNotContain("Ana Lopez", "@ana-l");
        assertThat(rows("select events from log_template order by events")).containsExactly("3", "3", "5");
    }

    @Test
    void whoeverIsForgottenWhileLinesAreReadIsNotNamed() throws Exception {
        Lines lines = new Lines().add(AT, "INFO Ana Lopez signed in");

        boolean again = reading()
                .read(
                        "list",
                        lines.whileReading(() -> new ForgottenPeople(db.dsl())
                                .forget(Person.parse("Ana Lopez <ana@example.org>", List.of(), List.of()))));

        assertThat(again).isTrue();
        assertThat(rows("select * from log_template")).isEmpty();
        reading().read("list", lines);
        assertThat(everything()).contains(" signed in").doesNotContain("Ana Lopez");
    }

    @Test
    void aStateThatCannotBeReadIsEmptiedOnceForWhoeverIsForgotten() throws Exception {
        Lines lines = new Lines().add(AT, "INFO started worker 1");
        reading().read("list", lines);
        db.execute("update template_miner set state = '\\x07'");

        forget("Ana Lopez");
        forget("Bob Berg");

        assertThat(memory.minerVersion(TILL)).as("emptied for the first alone").isEqualTo(2);
        lines.add(AT, "INFO started worker 2");
        reading().read("list", lines);
        assertThat(rows("select text, events from log_template")).containsExactly("started worker <*>|2");
    }

    private void forget(String name) {
        new ForgottenPeople(db.dsl()).forget(Person.parse(name + " <a@example.org>", List.of(), List.of()));
    }

    /** All that is kept of lines: of rows, and of what is mined with. */
    private String everything() {
        return String.join(
                "\n",
                rows("select text, array_to_string(samples, ' '), array_to_string(frames, ' '), encode(state, 'escape')"
                        + " from log_template join template_miner using (service_id)"));
    }

    @Test
    void filesThatTookOverMeanwhileAreNotCountedOnceMore() throws Exception {
        sources.claim(LogMemory.LOKI, Duration.ZERO);
        Lines loki = new Lines().add(AT, "INFO paid order 1");
        Lines files = new Lines().add(AT, "INFO paid order 1").complete(AT.plusSeconds(60));

        boolean again =
                reading().read(LogMemory.LOKI, loki.whileReading(() -> reading().read("list", files)));

        assertThat(again).isTrue();
        assertThat(reading().read(LogMemory.LOKI, loki)).isFalse();
        assertThat(rows("select sum(events) from log_count")).containsExactly("1");
    }

    @Test
    void whatLokiBroughtMeanwhileIsNotCountedFromFilesOnceMore() throws Exception {
        sources.claim(LogMemory.LOKI, Duration.ZERO);
        Lines loki = new Lines().add(AT, "INFO paid order 1");
        reading().read(LogMemory.LOKI, loki);
        for (int i = 0; i < 3; i++) {
            sources.failed(LogMemory.LOKI, "nobody there");
        }
        loki.add(AT.plusSeconds(9), "INFO paid order 2");
        Lines files = new Lines().add(AT.plusSeconds(9), "INFO paid order 2").complete(AT.plusSeconds(60));

        boolean again =
                reading().read("list", files.whileReading(() -> reading().read(LogMemory.LOKI, loki)));

        assertThat(again).isTrue();
        assertThat(reading().read("list", files)).isFalse();
        assertThat(rows("select sum(events) from log_count")).containsExactly("2");
    }

    @Test
    void manyDifferentLinesFillNeitherMemoryNorDatabase() throws Exception {
        LogReading reading = reading();
        for (int round = 0; round < 8; round++) {
            Lines lines = new Lines().complete(AT.plusSeconds(round));
            for (int i = 0; i < 1_000; i++) {
                lines.add(
                        AT,
                        "INFO " + "abcdefghij".charAt(i % 10)
                                + Integer.toString(i * 37 + round * 99_991, 36).replaceAll("\\d", "z") + " "
                                + Integer.toString(i + round * 1_000 + 46_656, 36)
                                        .replaceAll("\\d", "q"));
            }
            lines.from(sources.find("list").orElseThrow().position());
            reading.read("list", lines);
        }

        assertThat(rows("select count(*) <= 5000 from log_template")).containsExactly("t");
        assertThat(rows("select evicted > 0 from template_miner")).containsExactly("t");
        assertThat(rows("select sum(events) from log_count")).containsExactly("8000");
    }

    private LogReading reading() {
        return new LogReading(sources, memory, InstantSource.fixed(AT.plusSeconds(100)));
    }

    private List<String> rows(String query) {
        return db.dsl().fetch(query).map(row -> {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                Object value = row.get(i);
                values.add(value instanceof Boolean it ? it ? "t" : "f" : String.valueOf(value));
            }
            return String.join("|", values);
        });
    }

    private interface Meanwhile {
        void run() throws StoreException, InterruptedException;
    }

    /** A backend whose lines stand in a list, and whose position is how many of them were read. */
    private static final class Lines implements LogBackend {
        private final List<LogLine> lines = new ArrayList<>();
        private final Map<String, Long> unread = new HashMap<>();
        private @Nullable String serviceLabel;
        private int first;
        private @Nullable Instant complete;
        private Meanwhile meanwhile = () -> {};

        Lines add(Instant at, String text) {
            return add("till", at, text);
        }

        Lines add(String service, Instant at, String text) {
            lines.add(new LogLine(service, null, service + "-1", at, text));
            return this;
        }

        Lines unread(String service, long events) {
            unread.put(service, events);
            return this;
        }

        Lines complete(Instant at) {
            complete = at;
            return this;
        }

        Lines labelled(@Nullable String label) {
            serviceLabel = label;
            return this;
        }

        /** Its lines come behind those that were read so far. */
        Lines from(byte @Nullable [] position) {
            first = position == null ? 0 : ByteBuffer.wrap(position).getInt();
            return this;
        }

        /** The same lines, and something that happens before they are handed on. */
        Lines whileReading(Meanwhile happens) {
            Lines same = new Lines();
            same.lines.addAll(lines);
            same.meanwhile = happens;
            return same;
        }

        int size() {
            return lines.size();
        }

        @Override
        public String name() {
            return "list";
        }

        @Override
        public LogProgress read(byte @Nullable [] position, Instant now, Consumer<LogLine> sink)
                throws StoreException, InterruptedException {
            int from = position == null ? 0 : ByteBuffer.wrap(position).getInt();
            lines.subList(Math.max(0, from - first), lines.size()).forEach(sink);
            meanwhile.run();
            byte[] next = ByteBuffer.allocate(4).putInt(first + lines.size()).array();
            return new LogProgress(next, complete == null ? AT : complete, false, unread, List.of(), serviceLabel);
        }
    }

    /** A service that says something each ten seconds, and whoever reads it has it all up to a time. */
    private record Timeline(Instant start) {
        LogBackend upTo(Instant end) {
            return new LogBackend() {
                @Override
                public String name() {
                    return "timeline";
                }

                @Override
                public LogProgress read(byte @Nullable [] position, Instant now, Consumer<LogLine> sink) {
                    long next = position == null ? 0 : ByteBuffer.wrap(position).getLong();
                    for (Instant at = start.plusSeconds(next); !at.isAfter(end); at = start.plusSeconds(next)) {
                        sink.accept(new LogLine("till", null, "till-1", at, "INFO paid order " + next));
                        next += 10;
                    }
                    byte[] stored = ByteBuffer.allocate(8).putLong(next).array();
                    return new LogProgress(stored, end, false, Map.of(), List.of(), null);
                }
            };
        }
    }
}
