package io.rootops.core.signal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateMinerTest {
    private static final List<String> NAMES = List.of("anna", "boris", "carla", "dmitri", "elena", "farid", "greta");

    private final TemplateMiner miner = new TemplateMiner();

    private List<String> texts() {
        return miner.templates().stream().map(Template::text).toList();
    }

    private void mineEach(String format, List<String> words) {
        words.forEach(it -> miner.mineMessage(String.format(format, it)));
    }

    private static List<String> generated(String prefix, int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(prefix + (char) ('a' + i / 26) + (char) ('a' + i % 26));
        }
        return words;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order 17 from 10.0.0.1:8080 took 35ms                 | order <*> from <*> took <*>",
                "read 0x1f /var/lib/shop/a.db in 3 seconds             | read <*> in <*>",
                "read 3 seconds                                        | read <*>",
                "user=anna state=\"View Lock\" size=(1, 2), done=yes   | user=<*> state=<*> size=<*>, done=<*>",
                "user= size=7                                          | user=<*> size=<*>",
                "if a == b then c => d                                 | if a == b then c => d",
                "shards [1, 2, 3, 4] are green                         | shards <*> are green",
                "rows 1 a 2 a 3 a end                                  | rows <*> a end",
                "id 7f9c24e5-1d3a-4b0f-8c55-0a1b2c3d4e5f lost          | id <*> lost",
                "job jA9J0UvC020231 queued                             | job <*> queued",
                "attempt_14_20_m_09 ended                              | attempt_<*> ended",
                "backup of Thu Aug 18 03:21:01 PDT 2005 kept           | backup of <*> kept",
                "asked at [10/Oct/2026:13:55:36 -0700] by 10.0.0.1     | asked at <*> by <*>",
                "enabled: true, parent: null                           | enabled: <*> parent: <*>",
                "closing Session@1f2e3d4c[open, peer=x y] now          | closing Session@<*> now",
                "memory.........0x00 reserved                          | memory <*> reserved",
                "sent (1.2 KB) to node-12                              | sent <*> to node-<*>",
                "Step2Phase begins                                     | Step<*>Phase begins",
                "see https://shop.test/cart and C:\\\\temp\\\\x        | see <*> and <*>",
                "mail of anna@shop.test bounced                        | mail of <*> bounced",
            })
    void masksVariables(String line, String template) {
        long id = miner.mineMessage(line);

        assertThat(miner.template(id).orElseThrow().text()).isEqualTo(template);
    }

    @Test
    void readsLinesWithTheirHeader() {
        long one = miner.mine("2026-03-01 10:00:00,123 INFO  [main] shop.Cart - Added 3 items");
        long other = miner.mine("{\"level\":\"info\",\"msg\":\"Added 12 items\",\"trace\":\"x\"}");

        assertThat(one).isEqualTo(other).isEqualTo(miner.mineMessage("Added 4 items"));
        assertThat(texts()).containsExactly("Added <*> items");
    }

    @Test
    void mergesNamesLateAndTellsTheThirdNoNewsAnyMore() {
        List<Boolean> isNew = new ArrayList<>();
        for (String name : NAMES) {
            miner.mineMessage("accepted login of " + name + " from console");
            isNew.add(miner.lastWasNew());
            if (isNew.size() == 4) {
                assertThat(miner.templates()).hasSize(4);
            }
        }

        assertThat(isNew).containsExactly(true, true, false, false, false, false, false);
        assertThat(texts()).containsExactly("accepted login of <*> from console");
    }

    @Test
    void mergesSoftWordsAsLateAsPlainOnes() {
        List<String> jobs = List.of("shop.Cart", "shop.Price", "shop.Mail", "shop.Stock");

        mineEach("job %s is due", jobs);
        assertThat(miner.templates()).hasSize(4);

        miner.mineMessage("job shop.Tax is due");
        assertThat(texts()).containsExactly("job <*> is due");
    }

    @Test
    void keepsVerbsStatesAndExceptionsApart() {
        mineEach(
                "\"%s /cart HTTP/1.1\" answered",
                List.of("GET", "PUT", "POST", "HEAD", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"));
        mineEach(
                "task 7 %s", List.of("started", "finished", "failed", "killed", "retrying", "lost", "ok", "SUSPENDED"));
        mineEach(
                "gave up after shop.%s",
                List.of("CartException", "PriceException", "MailException", "StockError", "TaxException", "DiskError"));

        assertThat(miner.templates()).hasSize(9 + 8 + 6);
    }

    @Test
    void aStateIsNoNameEvenWhereNamesWereMerged() {
        mineEach("task %s", NAMES);
        long names = miner.mineMessage("task hans");

        assertThat(miner.mineMessage("task failed")).isNotEqualTo(names);
        assertThat(miner.lastWasNew()).isTrue();
    }

    @Test
    void mergesEvenCapitalsThatAreNoClosedSet() {
        mineEach(
                "quote for %s is due",
                generated("SYM", 16).stream()
                        .map(it -> it.toUpperCase(java.util.Locale.ROOT))
                        .toList());

        assertThat(texts()).containsExactly("quote for <*> is due");
    }

    @Test
    void mergesHalfMaskedWordsAtOnceAndNeverDifferentKeys() {
        miner.mineMessage("moved node-12 to the rack");
        long moved = miner.mineMessage("moved host7 to the rack");
        miner.mineMessage("limit reached size=12 now");
        miner.mineMessage("limit reached age=12 now");
        miner.mineMessage("limit reached cpu:12 now");
        miner.mineMessage("limit reached disk:12 now");

        assertThat(miner.template(moved).orElseThrow().text()).isEqualTo("moved <*> to the rack");
        assertThat(texts())
                .hasSize(5)
                .contains("limit reached size=<*> now", "limit reached age=<*> now", "limit reached cpu:<*> now");
    }

    @Test
    void mergesTheFirstWordBesideThreeOthers() {
        mineEach("%s has logged in from 10.0.0.7 by key", NAMES);
        assertThat(texts()).containsExactly("<*> has logged in from <*> by key");

        long merged = miner.mineMessage("hans has logged in from 10.0.0.7 by key");
        assertThat(miner.templates()).hasSize(1);
        assertThat(miner.template(merged).orElseThrow().lines()).isEqualTo(8);
    }

    @Test
    void mergesNamesInTwoPlacesAtOnce() {
        List<String> hosts = generated("host", 12);
        for (int i = 0; i < 12; i++) {
            miner.mineMessage(
                    "user " + generated("u", 12).get(i) + " came over the bridge at " + hosts.get(i) + " today");
        }

        assertThat(texts()).containsExactly("user <*> came over the bridge at <*> today");
    }

    @Test
    void theOldestIdSurvivesAMergeAndOldOnesLeadToIt() {
        List<Long> ids = NAMES.stream()
                .map(it -> miner.mineMessage("accepted login of " + it + " from console"))
                .toList();

        assertThat(ids.subList(0, 4)).doesNotHaveDuplicates();
        assertThat(ids.stream().map(miner::survivor)).containsOnly(ids.get(0));
        assertThat(miner.template(ids.get(3)).orElseThrow().lines()).isEqualTo(NAMES.size());
    }

    @Test
    void goesOnAfterARestartWithTheSameIds() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add("accepted login of " + NAMES.get(i % 7) + " from console");
            lines.add("order " + i + " from node-" + i + " was paid");
            lines.add("task " + i + " " + (i % 2 == 0 ? "started" : "failed"));
        }
        lines.subList(0, 9).forEach(miner::mineMessage);
        LineCache cache = new LineCache();
        TemplateMiner restarted =
                new TemplateMiner(cache, MinerState.of(miner.state().toBytes()));

        assertThat(restarted.state()).isEqualTo(miner.state());
        for (String line : lines) {
            assertThat(restarted.mineMessage(line)).isEqualTo(miner.mineMessage(line));
            assertThat(restarted.lastWasNew()).isEqualTo(miner.lastWasNew());
        }
        assertThat(restarted.templates()).isEqualTo(miner.templates());
    }

    @Test
    void refusesAStateThatItCannotRead() {
        miner.mineMessage("order 1 was paid");
        byte[] bytes = miner.state().toBytes();

        assertThatThrownBy(() -> MinerState.of(Arrays.copyOf(bytes, bytes.length - 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damaged state of a template miner");
        bytes[0] = 9;
        assertThatThrownBy(() -> MinerState.of(bytes)).hasMessageContaining("of version 9; expected 1");
    }

    @Test
    void servicesThatShareACacheShareNothingElse() {
        LineCache cache = new LineCache();
        TemplateMiner shop = new TemplateMiner(cache);
        TemplateMiner mail = new TemplateMiner(cache);

        long id = shop.mineMessage("order 1 was paid");
        assertThat(mail.mineMessage("order 2 was paid")).isEqualTo(id);
        assertThat(mail.lastWasNew()).isTrue();
        assertThat(mail.template(id).orElseThrow().lines()).isEqualTo(1);
    }

    @Test
    void staysSmallWhenEveryLineIsUnlikeTheOthers() {
        long kept = 0;
        Random random = new Random(7);
        for (int i = 0; i < 6_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int word = 0; word < 6; word++) {
                random.ints(7, 'a', 'z' + 1).forEach(it -> line.append((char) it));
                line.append(' ');
            }
            miner.mineMessage(line.toString());
            if (i % 500 == 0) {
                kept = miner.mineMessage("order " + i + " was paid");
            }
        }

        assertThat(miner.templates()).hasSize(TemplateMiner.MOST_TEMPLATES);
        assertThat(miner.evicted()).isEqualTo(6_001 - TemplateMiner.MOST_TEMPLATES);
        assertThat(miner.template(kept).orElseThrow().lines()).isEqualTo(12);
    }

    @Test
    void whatWasForgottenIsNoNewsWhenItReturns() {
        long id = miner.mineMessage("the very first line of all");
        generated("w", 676).forEach(it -> miner.mineMessage(it + " one"));
        generated("v", 676).forEach(it -> miner.mineMessage(it + " two three"));
        assertThat(miner.template(id)).isEmpty();

        assertThat(miner.mineMessage("the very first line of all")).isEqualTo(id);
        assertThat(miner.lastWasNew()).isFalse();
    }

    @Test
    void whatWasForgottenOrMergedHoldsNoSamples() {
        WeakReference<String> forgotten = sampleOf(miner.mineMessage("the very first line of " + NAMES.size()));
        generated("w", 676).forEach(it -> miner.mineMessage(it + " one"));
        generated("v", 676).forEach(it -> miner.mineMessage(it + " two three"));
        List<WeakReference<String>> merged = new ArrayList<>();
        for (String name : NAMES.subList(0, 5)) {
            for (int i = 0; i < 5; i++) {
                long id = miner.mineMessage("accepted login " + i + " of " + name + " from console");
                if (i == 0 && merged.size() < 4) {
                    merged.add(sampleOf(id));
                }
            }
        }

        // The first keeps its own five, so those of the others are gone. The lines themselves stay in the cache.
        assertThat(texts()).contains("accepted login <*> of <*> from console");
        assertCollected(forgotten);
        merged.subList(1, 4).forEach(TemplateMinerTest::assertCollected);
        assertThat(merged.get(0).get()).isNotNull();
    }

    private WeakReference<String> sampleOf(long id) {
        return new WeakReference<>(miner.template(id).orElseThrow().samples().get(0));
    }

    private static void assertCollected(WeakReference<String> reference) {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
        }
        assertThat(reference.get()).isNull();
    }

    @Test
    void takesWhateverComes() {
        byte[] garbage = new byte[5_000];
        new Random(3).nextBytes(garbage);

        miner.mine(new String(garbage, java.nio.charset.StandardCharsets.ISO_8859_1));
        miner.mine("x".repeat(50_000_000));
        miner.mine("");
        miner.mine("   ");
        miner.mine("{");
        miner.mine("{\"msg\":\"cut");
        miner.mine("=\"[(");
        miner.mine("\uE000 \uE003 \uD800");
        for (int i = 0; i < 300; i++) {
            miner.mine("[".repeat(i) + "a=".repeat(i % 40) + " \\\"@" + i + "{".repeat(i % 7));
        }

        assertThat(miner.templates())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.samples()).hasSizeBetween(1, 5));
        assertThat(MinerState.of(miner.state().toBytes())).isEqualTo(miner.state());
    }

    @Test
    void aLineLikeOneBeforeCostsNoMemory() {
        List<String> lines = List.of(
                "2026-03-01 10:00:00,123 INFO  [main] shop.Cart - Added 3 items",
                "{\"level\":\"info\",\"msg\":\"Added \\\"12\\\" items\"}",
                "level=warn msg=\"slow query\" took=3s",
                "Mar  1 10:00:00 web1 sshd[12]: session opened for user anna");
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        mine(lines, 20);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

        mine(lines, 5_000);

        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(20_000);
    }

    private void mine(List<String> lines, int times) {
        for (int i = 0; i < times; i++) {
            for (int line = 0; line < lines.size(); line++) {
                miner.mine(lines.get(line));
            }
        }
    }
}
