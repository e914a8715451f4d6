package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.engine.Announcements;
import io.rootops.core.engine.Ingest;
import io.rootops.core.engine.OtherBranches;
import io.rootops.core.engine.RepositoryReading;
import io.rootops.core.risk.RiskLevel;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitMemoryTest {
    private static final Instant BEGINNING = Instant.EPOCH;
    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");
    private static final long NOON = 1_600_000_000;

    @TempDir
    private Path directory;

    private TestDatabase db;
    private GitFixture git;
    private RepositoryMemory repositories;
    private CommitMemory commits;
    private TrackedRepository shop;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        git = GitFixture.bare(directory.resolve("shop.git"));
        repositories = new RepositoryMemory(db.dsl());
        commits = new CommitMemory(db.dsl());
        shop = follow("acme/shop", "shop.git");
    }

    @AfterEach
    void close() {
        git.close();
        db.close();
    }

    @Test
    void pagesThroughEqualTimesAreCompleteAndHoldNothingTwice() {
        String head = git.commit().file("a.txt", "0\n").at(NOON).on("main");
        for (int i = 1; i < 25; i++) {
            head = git.commit(head).file("a.txt", i + "\n").at(NOON + i / 10).on("main");
        }
        read(shop);

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<CommitSummary> page = commits.list(CommitFilter.ALL, 4, cursor);
            page.items().forEach(it -> seen.add(it.sha()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(commits.list(CommitFilter.ALL, 25, null).nextCursor()).isNull();
        assertThat(commits.list(CommitFilter.ALL, 25, null).items())
                .extracting(CommitSummary::sha)
                .containsExactlyElementsOf(seen);
    }

    @Test
    void severalCommitsAreReadBySha() {
        String first = git.commit().file("a.txt", "1\n").message("One").at(NOON).on("main");
        String second = git.commit(first)
                .file("a.txt", "2\n")
                .message("Two")
                .at(NOON + 1)
                .on("main");
        read(shop);

        assertThat(commits.all(shop.id(), List.of(second, first, "0".repeat(40))))
                .extracting(CommitSummary::subject)
                .containsExactlyInAnyOrder("One", "Two");
        assertThat(commits.all(new RepositoryId(99), List.of(first))).isEmpty();
        assertThat(commits.all(shop.id(), List.of())).isEmpty();
    }

    @Test
    void cursorsReachAcrossAllTimesThatGitKnows() {
        String head =
                git.commit().file("a.txt", "0\n").at(-9_000_000_000_000_000L).on("main");
        head = git.commit(head).file("a.txt", "1\n").at(0).on("main");
        head = git.commit(head).file("a.txt", "2\n").at(1_515_700_000_000L).on("main");
        git.commit(head).file("a.txt", "3\n").at(9_000_000_000_000_000L).on("main");
        read(shop);

        List<CommitSummary> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<CommitSummary> page = commits.list(CommitFilter.ALL, 1, cursor);
            seen.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(seen).hasSize(4);
        assertThat(seen.get(1).committedAt().getEpochSecond()).isEqualTo(1_515_700_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "%%%",
                "1.2.3",
                "a.b.c",
                "1.2",
                "99999999999999.1.1",
                "9999999999999.1.1",
                "99999999999999999999.1.1",
                "-999999999999999999.1.1",
                "9223372036854775807.1.1",
                "1.99999999999.1",
                "1.1.-1",
                "1.1.1\n",
                "'; drop table repository; --"
            })
    void aCursorOfSomebodyElseIsRefused(String cursor) {
        git.commit().file("a.txt", "0\n").on("main");
        read(shop);

        assertThatThrownBy(() -> commits.list(CommitFilter.ALL, 10, cursor))
                .isInstanceOf(MalformedCursorException.class);
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
        if (!cursor.equals("1.2.3")) {
            assertThatThrownBy(() -> commits.list(CommitFilter.ALL, 10, encoded))
                    .isInstanceOf(MalformedCursorException.class);
        }
    }

    @Test
    void eachFilterShowsItsCommitsOnly() {
        String first = git.commit()
                .file("src/a/One.java", "one\n")
                .file("srcx/Two.java", "two\n")
                .message("First")
                .at(NOON)
                .on("main");
        String second = git.commit(first)
                .file("src/a/One.java", "one\ntwo\nthree\n")
                .message("Second")
                .at(NOON + 60)
                .on("main");
        String third = git.commit(second)
                .file("srcx/Two.java", "3\n")
                .message("Third")
                .at(NOON + 120)
                .on("main");
        String waiting =
                git.commit(second).file("side.txt", "s\n").message("Waiting").on("topic/a%_b");
        read(shop);
        TrackedRepository other = follow("acme/other", "other.git");
        try (GitFixture elsewhere = GitFixture.bare(directory.resolve("other.git"))) {
            elsewhere
                    .commit()
                    .file("src/a/One.java", "x\n")
                    .message("Elsewhere")
                    .at(NOON + 90)
                    .on("main");
        }
        read(other);

        assertThat(subjects(CommitFilter.ALL)).containsExactly("Third", "Elsewhere", "Second", "First");
        assertThat(subjects(of(shop.id()))).containsExactly("Third", "Second", "First");
        assertThat(subjects(branch("topic/a%_b"))).containsExactly("Waiting");
        assertThat(subjects(branch("topic/%"))).isEmpty();
        assertThat(subjects(path(null, "src"))).containsExactly("Elsewhere", "Second", "First");
        assertThat(subjects(path(shop.id(), "src"))).containsExactly("Second", "First");
        assertThat(subjects(path(shop.id(), "srcx/Two.java"))).containsExactly("Third", "First");
        assertThat(subjects(path(null, "sr_"))).isEmpty();
        assertThat(subjects(path(null, "%"))).isEmpty();
        assertThat(subjects(path(null, "s\\%!"))).isEmpty();
        assertThat(subjects(between(NOON + 60, NOON + 120))).containsExactly("Elsewhere", "Second");
        for (RiskLevel level : RiskLevel.values()) {
            List<CommitSummary> these = commits.list(level(level), 200, null).items();
            assertThat(these).allMatch(it -> it.risk() != null && it.risk().level() == level);
        }
        assertThat(found(shop.id(), waiting).branches()).containsExactly("topic/a%_b");
        assertThat(found(shop.id(), third).parents()).containsExactly(second);
    }

    @Test
    void aSearchFindsShasWordsAndFiles() {
        String head = git.commit()
                .file("docs/Über_Größe.md", "x\n")
                .message("Repair the parser\n\nIt's a rare NullPointerException in o'Brien's code")
                .on("main");
        git.commit(head).file("build.gradle", "y\n").message("Bump version").on("main");
        read(shop);

        assertThat(subjects(search(head))).containsExactly("Repair the parser");
        assertThat(subjects(search(head.substring(0, 7).toUpperCase(Locale.ROOT))))
                .containsExactly("Repair the parser");
        assertThat(subjects(search("  nullpointer "))).containsExactly("Repair the parser");
        assertThat(subjects(search("parser REPAIR"))).containsExactly("Repair the parser");
        assertThat(subjects(search("o'Brien's"))).containsExactly("Repair the parser");
        assertThat(subjects(search("parser nowhere"))).isEmpty();
        assertThat(subjects(search("BUILD.gradle"))).containsExactly("Bump version");
        assertThat(subjects(search("docs/über"))).containsExactly("Repair the parser");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\\",
                "\\'",
                "a\\",
                "!!! & | ( ) <-> :*",
                "' | true --",
                "it's:*",
                "foo:A & bar",
                "a\0b.c",
                "\0",
                "%",
                "_/_",
                "/",
                ".",
                "../../etc/passwd",
                "\ud800.x",
                "ﬁ İ",
                "___"
            })
    void anOddTextIsSearchedLikeAnyOther(String text) {
        git.commit().file("a/b.txt", "x\n").message("Plain").on("main");
        read(shop);

        assertThat(subjects(search(text))).isEmpty();
        assertThat(subjects(path(null, text))).isEmpty();
        assertThat(subjects(branch(text))).isEmpty();
    }

    @Test
    void anEndlessSearchIsAnsweredToo() {
        git.commit().file("a/b.txt", "x\n").message("Plain").on("main");
        read(shop);

        assertThat(subjects(search("x".repeat(6_000)))).isEmpty();
        assertThat(subjects(search("word ".repeat(2_000)))).isEmpty();
        assertThat(subjects(search("a/" + "x".repeat(6_000)))).isEmpty();
    }

    @Test
    void timesBeyondTheDatabaseFilterLikeItsEdges() {
        git.commit().file("a/b.txt", "x\n").message("Plain").on("main");
        read(shop);

        assertThat(subjects(new CommitFilter(null, null, null, null, Instant.MIN, Instant.MAX, null)))
                .containsExactly("Plain");
        assertThat(subjects(new CommitFilter(
                        null,
                        null,
                        null,
                        null,
                        Instant.parse("-9999-01-01T00:00:00Z"),
                        Instant.parse("+50000-01-01T00:00:00Z"),
                        null)))
                .containsExactly("Plain");
        assertThat(commits.days(null, Instant.MIN, Instant.MAX)).hasSize(1);
        assertThat(commits.alerts(null, Instant.MIN, 5)).isEmpty();
    }

    @Test
    void aShaIsFoundInFullAndShortAndToldWhenItIsSeveral() {
        Set<String> beginnings = new HashSet<>();
        String head = git.commit().file("n.txt", "0\n").on("main");
        String twice = "";
        for (int i = 1; i < 2_000 && twice.isEmpty(); i++) {
            if (!beginnings.add(head.substring(0, 4))) {
                twice = head.substring(0, 4);
            } else {
                head = git.commit(head).file("n.txt", i + "\n").on("main");
            }
        }
        read(shop);

        assertThat(twice).hasSize(4);
        assertThat(commits.find(null, twice)).isInstanceOf(ShaMatch.Ambiguous.class);
        assertThat(found(null, head).summary().sha()).isEqualTo(head);
        assertThat(found(shop.id(), head.substring(0, 20)).summary().sha()).isEqualTo(head);
        assertThat(found(null, head.toUpperCase(Locale.ROOT)).summary().sha()).isEqualTo(head);
        assertThat(commits.find(null, head + "00")).isInstanceOf(ShaMatch.Unknown.class);
        assertThat(commits.find(null, head + "0")).isInstanceOf(ShaMatch.Unknown.class);
        assertThat(commits.find(null, "0".repeat(64))).isInstanceOf(ShaMatch.Unknown.class);
        assertThat(commits.find(new RepositoryId(999), head)).isInstanceOf(ShaMatch.Unknown.class);
    }

    @Test
    void aShaInTwoRepositoriesIsAmbiguousUnlessOneIsNamed() {
        String sha = git.commit().file("a.txt", "a\n").at(NOON).on("main");
        TrackedRepository fork = follow("acme/fork", "fork.git");
        try (GitFixture copy = GitFixture.bare(directory.resolve("fork.git"))) {
            assertThat(copy.commit().file("a.txt", "a\n").at(NOON).on("main")).isEqualTo(sha);
        }
        read(shop);
        read(fork);

        assertThat(commits.find(null, sha))
                .isInstanceOfSatisfying(
                        ShaMatch.Ambiguous.class,
                        it -> assertThat(it.commits())
                                .extracting(commit -> commit.repository().name())
                                .containsExactlyInAnyOrder("acme/shop", "acme/fork"));
        assertThat(found(fork.id(), sha).summary().repository().name()).isEqualTo("acme/fork");
    }

    @Test
    void alertsAreTheRiskiestTwentiethSinceThen() {
        grow(100);
        read(shop);

        List<CommitSummary> alerts = commits.alerts(null, BEGINNING, 50);
        assertThat(alerts)
                .extracting(CommitSummary::subject)
                .containsExactly("Change 100", "Change 99", "Change 98", "Change 97", "Change 96");
        assertThat(commits.alerts(shop.id(), BEGINNING, 2)).hasSize(2);
        assertThat(commits.alerts(new RepositoryId(999), BEGINNING, 50)).isEmpty();
        assertThat(commits.alerts(null, alerts.get(1).committedAt(), 50)).hasSize(2);
    }

    @Test
    void daysAreThoseOfUtc() {
        long midnight = 1_600_041_600;
        String head = git.commit().file("a.txt", "1\n").at(midnight - 1).on("main");
        head = git.commit(head)
                .file("a.txt", "2\n")
                .times(midnight + " -0800", midnight + " -0800")
                .on("main");
        git.commit(head).file("a.txt", "3\n").at(midnight + 86_399).on("main");
        read(shop);

        assertThat(commits.days(shop.id(), BEGINNING, END))
                .extracting(it -> it.day() + " " + (it.low() + it.medium() + it.high()))
                .containsExactly("2020-09-13 1", "2020-09-14 2");
        assertThat(commits.days(null, Instant.ofEpochSecond(midnight), END)).hasSize(1);
    }

    private void grow(int count) {
        String head = git.commit().file("a.txt", "1\n").message("Change 1").on("main");
        for (int i = 2; i <= count; i++) {
            head = git.commit(head)
                    .file("f" + i + ".txt", "line\n".repeat(i))
                    .message("Change " + i)
                    .on("main");
        }
    }

    private TrackedRepository follow(String name, String place) {
        return repositories.track(name, directory.resolve(place).toString(), Kind.LOCAL, null);
    }

    private void read(TrackedRepository repository) {
        Announcements nobody = part -> {};
        new RepositoryReading(
                        repositories,
                        (it, first) -> Path.of(it.location()),
                        new Ingest(db.dsl(), InstantSource.system(), nobody, 2, true),
                        new OtherBranches(db.dsl(), InstantSource.system(), nobody, true),
                        nobody)
                .read(repository.id());
        assertThat(repositories.byId(repository.id()))
                .hasValueSatisfying(it -> assertThat(it.problem()).isNull());
    }

    private List<String> subjects(CommitFilter filter) {
        return commits.list(filter, 200, null).items().stream()
                .map(CommitSummary::subject)
                .toList();
    }

    private CommitDetail found(@Nullable RepositoryId repository, String sha) {
        ShaMatch match = commits.find(repository, sha);
        assertThat(match).isInstanceOf(ShaMatch.Found.class);
        return ((ShaMatch.Found) match).commit();
    }

    private static CommitFilter of(RepositoryId repository) {
        return new CommitFilter(repository, null, null, null, null, null, null);
    }

    private static CommitFilter level(RiskLevel level) {
        return new CommitFilter(null, level, null, null, null, null, null);
    }

    private static CommitFilter branch(String branch) {
        return new CommitFilter(null, null, branch, null, null, null, null);
    }

    private static CommitFilter path(@Nullable RepositoryId repository, String path) {
        return new CommitFilter(repository, null, null, path, null, null, null);
    }

    private static CommitFilter between(long from, long to) {
        return new CommitFilter(null, null, null, null, Instant.ofEpochSecond(from), Instant.ofEpochSecond(to), null);
    }

    private static CommitFilter search(String text) {
        return new CommitFilter(null, null, null, null, null, null, text);
    }
}
