package io.rootops.core.signal.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.signal.log.LogLine;
import io.rootops.core.signal.log.LogProgress;
import io.rootops.core.signal.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
    private static final int KIBI = 1024;
    private static final int MEBI = KIBI * KIBI;

    @TempDir
    Path directory;

    private final List<LogLine> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Instant clock = Instant.parse("2026-11-29T17:00:00Z");
    private byte @Nullable [] position;
    private FileLimits limits = FileLimits.DEFAULT;
    private String pattern = "*.log";

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(UTF_8));
    }

    /** Appends, a minute ago. */
    private Path write(String name, byte[] bytes) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(bytes);
        }
        return touch(file, clock.minusSeconds(60));
    }

    private static Path touch(Path file, Instant time) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private LogFiles files() {
        return new LogFiles(List.of(directory + "/" + pattern), ZoneId.of("Europe/Berlin"), limits);
    }

    /** One reading, by a reader that knows no more than the bytes of the last position. */
    private LogProgress readOnce() throws Exception {
        LogProgress progress = files().read(position, clock, lines::add);
        position = progress.position();
        notes.addAll(progress.notes());
        return progress;
    }

    /** Reads all that is there; what is read then is in {@link #lines}. */
    private List<String> read() throws Exception {
        lines.clear();
        notes.clear();
        int readings = 0;
        while (readOnce().more()) {
            assertThat(readings++).isLessThan(1_000);
        }
        return texts();
    }

    private List<String> texts() {
        return lines.stream().map(LogLine::text).toList();
    }

    /** A minute later. */
    private void later() {
        clock = clock.plusSeconds(60);
    }

    private void started() throws Exception {
        read();
        later();
    }

    @Test
    void aLineHasItsServiceItsTimeAndItsStream() throws Exception {
        started();
        Path file = write("orders.log", "2026-11-29 17:00:05,250 ERROR Cannot pay\nwithout a time\n");
        later();

        read();

        Instant at = Instant.parse("2026-11-29T16:00:05.250Z");
        assertThat(lines)
                .containsExactly(
                        new LogLine("orders", null, file.toString(), at, "2026-11-29 17:00:05,250 ERROR Cannot pay"),
                        new LogLine("orders", null, file.toString(), at, "without a time"));
    }

    @Test
    void aLineWithoutATimeHasThatOfItsFile() throws Exception {
        started();
        Path file = write("orders.log", "started\n");
        read();
        assertThat(lines.get(0).at()).isEqualTo(Files.getLastModifiedTime(file).toInstant());
    }

    @Test
    void aHugeFileAtTheFirstStartIsReadFromNearItsEnd() throws Exception {
        Path file = directory.resolve("orders.log");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(10L * KIBI * MEBI);
        }
        write("orders.log", "\n" + "of late\n".repeat(3 * MEBI / 8));

        assertThat(read()).hasSizeBetween(MEBI / 8 - 2, MEBI / 8).containsOnly("of late");
        assertThat(notes).singleElement().asString().contains(file.toString()).contains("10 GiB");
    }

    @Test
    void atTheFirstStartOnlyFilesThatAreWrittenToCount() throws Exception {
        write("orders.log", "live\n");
        write("orders.log.1", "rotated\n");
        gzip("orders.log.2.gz", "compressed\n");
        touch(write("quiet.log", "of last week\n"), clock.minus(Duration.ofDays(7)));
        touch(write("daily-2026-11-28.log", "of yesterday\n"), clock.minus(Duration.ofHours(17)));
        write("daily-2026-11-29.log", "of today\n");

        assertThat(read()).containsExactlyInAnyOrder("live", "of today");
        later();
        write("quiet.log", "again\n");
        write("daily-2026-11-30.log", "of tomorrow\n");
        assertThat(read()).containsExactlyInAnyOrder("again", "of tomorrow");
    }

    @Test
    void aFileThatComesLaterIsReadFromItsStart() throws Exception {
        write("orders.log", "one\n");
        started();
        write("pay.log", "two\n");
        assertThat(read()).containsExactly("two");
        assertThat(read()).isEmpty();
    }

    private Path gzip(String name, String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(UTF_8));
        }
        return write(name, packed.toByteArray());
    }

    @Test
    void twoRotationsWhileWeWereAwayLoseNothing() throws Exception {
        write("orders.log", "one\n");
        started();
        write("orders.log", "two\n");
        Files.delete(directory.resolve("orders.log"));
        gzip("orders.log-20261127.gz", "one\ntwo\n");
        write("orders.log-20261128", "three\n");
        write("orders.log", "four\n");

        assertThat(read()).containsExactlyInAnyOrder("two", "three", "four");
        later();
        Files.move(directory.resolve("orders.log-20261128"), directory.resolve("orders.log.7"));
        assertThat(read()).isEmpty();
    }

    @Test
    void aFileThatWasTruncatedAndHasGrownPastItsPlaceIsReadFromItsStart() throws Exception {
        write("orders.log", "one\ntwo\n");
        started();
        Files.writeString(directory.resolve("orders.log"), "three\nfour\nfive\n");
        later();
        assertThat(read()).containsExactly("three", "four", "five");
    }

    @Test
    void aWriterThatDoesNotGoBackAfterATruncationLeavesNulsThatNobodySees() throws Exception {
        write("orders.log", "one\n".repeat(1_000));
        started();
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("orders.log").toFile(), "rw")) {
            file.setLength(0);
            file.seek(4_000);
            file.write("two\n".getBytes(UTF_8));
        }
        later();
        assertThat(read()).containsExactly("two");
    }

    @Test
    void aFileThatIsGoneForAWhileIsReadOnWhenItComesBack() throws Exception {
        Path file = write("orders.log", "one\n");
        started();
        write("orders.log", "two\n");
        Path away = directory.resolve("away");
        Files.move(file, away);
        assertThat(read()).isEmpty();
        later();
        Files.copy(away, file); // another inode
        write("orders.log", "three\n");
        assertThat(read()).containsExactly("two", "three");
    }

    @Test
    void anotherFileOfTheSameNameAndBeginningIsReadFromItsStart() throws Exception {
        String banner = "the same banner at each start\n".repeat(100);
        Path file = write("orders.log", banner + "one\n");
        started();
        Files.delete(file);
        write("orders.log", banner + "two\nthree\n");
        later();
        assertThat(read()).hasSize(102).endsWith("two", "three");
    }

    @Test
    void anArchiveThatIsStillBeingWrittenIsReadWhenItIsWhole() throws Exception {
        String first =
                IntStream.range(0, 20_000).mapToObj(it -> "line " + it + "\n").reduce("", String::concat);
        write("orders.log", first);
        limits = new FileLimits(16 * MEBI, 100_000, 16 * MEBI, 16 * MEBI, 16 * MEBI, 10, Duration.ofSeconds(3));
        started();
        write("orders.log", "the rest\n");
        Files.delete(directory.resolve("orders.log"));
        Path archive = gzip("orders.log.1.gz", first + "the rest\n");
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        touch(archive, clock);
        assertThat(read()).isEmpty();
        later();
        Files.write(archive, whole);
        touch(archive, clock.minusSeconds(10));
        assertThat(read()).containsExactly("the rest");
        assertThat(notes).isEmpty();
    }

    @Test
    void aDamagedArchiveEndsWithANote() throws Exception {
        write("orders.log", "one\n");
        started();
        Path archive = write("orders.log.1.gz", "no archive at all");
        write("orders.log", "two\n");
        assertThat(read()).containsExactly("two");
        assertThat(notes)
                .singleElement()
                .asString()
                .contains(archive.toString())
                .contains("damaged");
        later();
        assertThat(read()).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void aLineWithoutItsEndWaitsUntilTheFileIsQuiet() throws Exception {
        started();
        touch(write("orders.log", "2026-11-29 17:00:00 one\n2026-11-29 17:00:01 tw"), clock);
        assertThat(read()).isEmpty(); // and the one before it may go on
        touch(write("orders.log", "o\n2026-11-29 17:00:02 thr"), clock);
        assertThat(read()).containsExactly("2026-11-29 17:00:00 one");
        later();
        assertThat(read()).containsExactly("2026-11-29 17:00:01 two", "2026-11-29 17:00:02 thr");
    }

    @Test
    void aTraceThatIsBeingWrittenIsNotSplit() throws Exception {
        started();
        String before = "2026-11-29 17:00:00 INFO fine\n";
        String head =
                "2026-11-29 18:00:01 ERROR Cannot pay\njava.lang.IllegalStateException: gone\n\tat shop.Cart.pay(C";
        touch(write("orders.log", before + head), clock);
        LogProgress progress = readOnce();
        assertThat(texts()).containsExactly("2026-11-29 17:00:00 INFO fine");
        assertThat(progress.complete()).isEqualTo(Instant.parse("2026-11-29T17:00:01Z"));
        later();
        write("orders.log", "art.java:41)\n");
        assertThat(read()).hasSize(3).startsWith("2026-11-29 18:00:01 ERROR Cannot pay");
        assertThat(lines.get(2).text()).isEqualTo("\tat shop.Cart.pay(Cart.java:41)");
    }

    @Test
    void aLineOfFiftyMegabytesIsCutAndWhatFollowsItIsRead() throws Exception {
        started();
        limits = new FileLimits(16 * MEBI, 100_000, MEBI, 100 * MEBI, 100 * MEBI, 10, Duration.ofSeconds(3));
        write("orders.log", "before\n");
        for (int i = 0; i < 50; i++) {
            write("orders.log", "x".repeat(MEBI));
        }
        write("orders.log", "\nafter\n");
        assertThat(read()).hasSize(3).startsWith("before").endsWith("after");
        assertThat(lines.get(1).text()).hasSize(64 * KIBI);
    }

    @Test
    void garbageIsPassedOverWithANoteAndNoNulGetsThrough() throws Exception {
        started();
        byte[] garbage = new byte[300 * KIBI];
        new Random(1).nextBytes(garbage);
        Path file = write("orders.log", garbage);
        write("orders.log", "\nhalf a\0 word\nGr\u00FC\u00DFe\n".getBytes(UTF_8));
        write("orders.log", "Gr\u00FC\u00DFe\n".getBytes(ISO_8859_1));

        assertThat(read()).contains("half a word", "Gr\u00FC\u00DFe").endsWith("Gr\uFFFD\uFFFDe");
        assertThat(texts()).noneMatch(it -> it.contains("\0")).hasSizeLessThan(100);
        assertThat(notes).singleElement().asString().contains(file.toString()).contains("no text");
    }

    @Test
    void orderMarksAndWindowsLineEndsAreNotOfTheText() throws Exception {
        started();
        write("a.log", "\uFEFFone\r\ntwo\r\n");
        write("b.log", "\uFEFFdrei\r\n\u00FCber\r\n".getBytes(UTF_16LE));
        assertThat(read()).containsExactly("one", "two", "drei", "\u00FCber");
        later();
        write("b.log", "f\u00FCnf\r\n".getBytes(UTF_16LE));
        assertThat(read()).containsExactly("f\u00FCnf");
    }

    @Test
    void whatContainersWrapIsUnwrapped() throws Exception {
        pattern = "pods/*/*/*.log";
        started();
        write("pods/shop_cart-7d9_42/cart/0.log", """
                2026-11-29T17:00:09.669794202Z stdout P 2026-11-29 17:00:00 ERROR Can
                2026-11-29T17:00:09.7Z stderr F on its own
                2026-11-29T17:00:09.8Z stdout F not pay
                2026-11-29T17:00:09.9Z stdout F \tat shop.Cart.pay(Cart.java:41)
                """);
        write("pods/shop_pay-7d9_42/pay/3.log", """
                {"log":"2026-11-29 17:00:00 \\"two\\"","stream":"stdout","time":"2026-11-29T16:59:01.5Z"}
                {"log":"\\tparts\\u0021\\n","stream":"stdout","time":"2026-11-29T16:59:02Z"}
                """);
        assertThat(read())
                .containsExactly(
                        "on its own",
                        "2026-11-29 17:00:00 ERROR Cannot pay",
                        "\tat shop.Cart.pay(Cart.java:41)",
                        "2026-11-29 17:00:00 \"two\"\tparts!");
        assertThat(lines).extracting(LogLine::service).containsExactly("cart", "cart", "cart", "pay");
        assertThat(lines).extracting(LogLine::environment).containsOnly("shop");
        assertThat(lines.get(1).at())
                .isEqualTo(Instant.parse("2026-11-29T17:00:00Z").plusNanos(9_669_794_202L));
        assertThat(lines.get(3).at()).isEqualTo(Instant.parse("2026-11-29T16:59:01.5Z"));
    }

    @Test
    void aHugeLineInPartsIsCutToo() throws Exception {
        started();
        String part = "2026-11-29T17:00:00.123456789Z stdout P " + "x".repeat(8 * KIBI) + "\n";
        write("orders.log", part.repeat(200));
        write(
                "orders.log",
                "2026-11-29T17:00:00.123456789Z stdout F the end\n2026-11-29T17:00:01.123456789Z stdout F next\n");
        assertThat(read()).hasSize(2).endsWith("next");
        assertThat(lines.get(0).text()).hasSize(64 * KIBI);
    }

    @Test
    void aChattyFileDoesNotKeepOthersWaiting() throws Exception {
        limits = new FileLimits(MEBI, 1_000_000, MEBI, 64 * MEBI, 64 * MEBI, 100, Duration.ofSeconds(3));
        started();
        write("chatty.log", "2026-11-29 17:00:00 again\n".repeat(300_000));
        for (int i = 0; i < 20; i++) {
            write("quiet" + i + ".log", "only " + i + "\n");
        }
        LogProgress progress = readOnce();
        assertThat(progress.more()).isTrue();
        assertThat(progress.complete()).isBefore(clock);
        assertThat(texts()).contains("only 0", "only 19").hasSizeLessThan(100_000);
        List<String> rest = read();
        assertThat(rest).containsOnly("2026-11-29 17:00:00 again");
    }

    @Test
    void whatIsTooFarBehindIsLeftOutWithANote() throws Exception {
        limits = new FileLimits(MEBI, 100_000, MEBI, MEBI, MEBI, 100, Duration.ofSeconds(3));
        write("orders.log", "2026-11-29 17:00:00 first\n");
        started();
        write("orders.log", "2026-11-29 17:00:00 again\n".repeat(100_000));
        assertThat(read()).hasSizeBetween(MEBI / 26 - 1, MEBI / 26);
        assertThat(notes).singleElement().asString().contains("left out");
    }

    @Test
    void twoThousandFilesAreReadOnceEach() throws Exception {
        pattern = "**/*.log";
        for (int i = 0; i < 2_000; i++) {
            write(i % 50 + "/worker" + i + ".log", "2026-11-29 17:00:00 old " + i + "\n");
        }
        assertThat(read()).hasSize(2_000).doesNotHaveDuplicates();
        later();
        for (int i = 0; i < 2_000; i++) {
            write(i % 50 + "/worker" + i + ".log", "2026-11-29 17:00:00 new " + i + "\n");
        }
        assertThat(read()).hasSize(2_000).doesNotHaveDuplicates().allMatch(it -> it.contains("new"));
        assertThat(position).hasSizeLessThan(2_000 * 80);
        assertThat(read()).isEmpty();
    }

    @Test
    void linksAndTwoPatternsForOneFileReadItOnce() throws Exception {
        Path file = write("orders-2026-11-29.log", "one\n");
        Files.createSymbolicLink(directory.resolve("current.log"), file);
        assertThat(new LogFiles(
                                List.of(directory.toString(), directory + "/*.log", file.toString()),
                                ZoneId.of("UTC"),
                                limits)
                        .read(null, clock, lines::add)
                        .notes())
                .isEmpty();
        assertThat(texts()).containsExactly("one");
        assertThat(lines.get(0).service()).isEqualTo("orders");
    }

    @Test
    void whatRotationMadeOfTheTargetOfALinkIsReadOn() throws Exception {
        Path target = write("pods/shop_cart_42/cart/0.log", "one\n");
        Files.createSymbolicLink(directory.resolve("cart_shop_cart-" + "0a".repeat(32) + ".log"), target);
        started();
        write("pods/shop_cart_42/cart/0.log", "two\n");
        Files.move(target, target.resolveSibling("0.log.20261129-170000"));
        write("pods/shop_cart_42/cart/0.log", "three\n");
        assertThat(read()).containsExactlyInAnyOrder("two", "three");
        assertThat(lines).extracting(LogLine::service).containsOnly("cart");
    }

    @Test
    void onlySoManyFilesAreFollowed() throws Exception {
        limits = new FileLimits(MEBI, 100_000, MEBI, MEBI, MEBI, 2, Duration.ofSeconds(3));
        for (String name : List.of("a", "b", "c")) {
            write(name + ".log", name + "\n");
            write(name + ".log.1", "rotated\n");
        }
        assertThat(read()).containsExactlyInAnyOrder("a", "b");
        assertThat(notes).singleElement().asString().contains("More than 2 log files match");
    }

    @Test
    void aPipeAmongTheFilesIsNotWaitedFor() throws Exception {
        new ProcessBuilder("mkfifo", directory.resolve("pipe.log").toString())
                .start()
                .waitFor();
        write("orders.log", "one\n");
        assertThat(read()).containsExactly("one");
    }

    @Test
    void aFileThatMayNotBeReadIsSaidAndTheOthersAreRead() throws Exception {
        Assumptions.assumeFalse(System.getProperty("user.name").equals("root"), "root may read everything");
        Path secret = write("secret.log", "one\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        assertThatThrownBy(this::read).isInstanceOf(StoreException.class).hasMessageContaining(secret.toString());
        write("orders.log", "two\n");
        assertThat(read()).containsExactly("two");
        assertThat(notes).singleElement().asString().contains(secret.toString());
    }

    @Test
    void aFileThatCannotBeReadIsSaidAndTheOthersAreRead() throws Exception {
        Path broken = Files.createSymbolicLink(directory.resolve("broken.log"), Path.of("/proc/self/mem"));
        assertThatThrownBy(this::read)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(broken + " could not be read");
        write("orders.log", "two\n");
        assertThat(read()).containsExactly("two");
        assertThat(notes).singleElement().asString().contains(broken.toString());
    }

    @Test
    void aProcessThatWritesRotatesAndCompressesAtItsOwnPaceIsReadLineByLine() throws Exception {
        int most = 10_000;
        limits = new FileLimits(MEBI, 100_000, MEBI, MEBI, MEBI, 100, Duration.ofMillis(200));
        try (Shell shell = new Shell(directory)) {
            shell.run("touch orders.log");
            clock = Instant.now();
            readOnce();
            shell.start("""
                    i=0; n=0; exec 3>>orders.log
                    while [ $i -lt %d ]; do
                      i=$((i+1)); echo "line $i" >&3
                      if [ $((i %% 700)) = 0 ]; then
                        n=$((n+1)); mv orders.log orders.log.$n; exec 3>>orders.log
                        [ $n = 1 ] || gzip orders.log.$((n-1))
                      fi
                    done; echo ended
                    """.formatted(most));
            Instant deadline = Instant.now().plusSeconds(120);
            while ((shell.busy() || lines.size() < most) && Instant.now().isBefore(deadline)) {
                clock = Instant.now();
                readOnce();
            }
        }
        List<String> expected =
                IntStream.rangeClosed(1, most).mapToObj(it -> "line " + it).toList();
        assertThat(texts()).doesNotHaveDuplicates().hasSameElementsAs(expected);
    }

    @Test
    void aPositionThatIsNotKnownBeginsAnewWithANote() throws Exception {
        write("orders.log", "one\n");
        for (byte[] other : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[] {99})) {
            position = other;
            assertThat(read()).containsExactly("one");
            assertThat(notes).singleElement().asString().contains("form that is not known");
        }
    }

    @Test
    void findsFilesByPatternsAndSaysHowMany() throws Exception {
        assertThat(files().find()).isEqualTo(new FoundLogs(0, null, List.of()));
        write("orders.log", "one\n");
        write("orders.log.1", "zero\n");
        write("deep/down/pay.log", "one\n");
        write("notes.txt", "one\n");
        Instant newest = clock.minusSeconds(60);
        assertThat(files().find()).isEqualTo(new FoundLogs(1, newest, List.of()));
        pattern = "**/*.log";
        assertThat(files().find()).isEqualTo(new FoundLogs(2, newest, List.of()));
        pattern = "";
        assertThat(files().find()).isEqualTo(new FoundLogs(1, newest, List.of()));
        pattern = "{orders,notes}.*";
        assertThat(files().find().files()).isEqualTo(2);
        pattern = "none/*.log";
        assertThat(files().find().files()).isZero();
        for (String wrong : List.of("[", "{orders/notes}.log", "{orders/*.log,notes.log}")) {
            pattern = wrong;
            assertThatThrownBy(this::files)
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("LOG_PATHS");
        }
    }

    @Test
    void whoIsInterruptedIsToldSoAndNotThatFilesCannotBeRead() throws Exception {
        write("orders.log", "one\n");
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::readOnce).isInstanceOf(InterruptedException.class);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(read()).containsExactly("one");
    }
}
