package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitFilter;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ShaMatch;
import io.rootops.core.risk.RiskLevel;
import io.rootops.core.risk.RiskScore;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    @TempDir
    private Path directory;

    private TestDatabase db;
    private GitFixture git;
    private RepositoryMemory repositories;
    private CommitMemory commits;
    private TrackedRepository repository;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        git = GitFixture.bare(directory.resolve("shop.git"));
        repositories = new RepositoryMemory(db.dsl());
        commits = new CommitMemory(db.dsl());
        repository =
                repositories.track("acme/shop", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
    }

    @AfterEach
    void close() {
        git.close();
        db.close();
    }

    @Test
    void anEmptyRepositoryIsReadyAndHasNoCommits() {
        read();

        assertThat(now().state()).isEqualTo(State.READY);
        assertThat(now().commits()).isZero();
    }

    @Test
    void aHistoryIsStoredAndRankedBySize() {
        history(40);

        read();

        assertThat(now().state()).isEqualTo(State.READY);
        assertThat(now().commits()).isEqualTo(40);
        assertThat(now().scoredCommits()).isEqualTo(40);
        assertThat(now().mining().done()).isEqualTo(40);
        assertThat(now().mining().provisional()).isZero();
        List<CommitSummary> newest = list();
        assertThat(newest).extracting(CommitSummary::subject).startsWith("Change 40", "Fix Change 39");
        // Each commit is a line larger than the one before.
        assertThat(risk(newest.get(0)).percentile()).isEqualTo(98);
        assertThat(risk(newest.get(0)).level()).isEqualTo(RiskLevel.HIGH);
        assertThat(risk(newest.get(39)).percentile()).isEqualTo(1);
        assertThat(newest).filteredOn(it -> risk(it).level() == RiskLevel.HIGH).hasSize(4);
        assertThat(newest).noneMatch(it -> risk(it).provisional());
    }

    @Test
    void readingAgainChangesNothing() {
        history(10);
        read();
        String before = everything();

        read();
        reread();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void pushesOneByOneGiveWhatOneReadingOfTheWholeGives() {
        String base = history(12);
        read();
        String renamed = git.commit(base)
                .move("src/File3.java", "src/Moved.java")
                .message("Fix: move a file")
                .on("main");
        read();
        String edited = git.commit(renamed)
                .file("src/Moved.java", "class Moved {\n int a = 1;\n}\n")
                .author("Grace", "grace@example.org")
                .on("main");
        read();
        String side = git.commit(base).file("side.txt", "side\n").on("topic");
        git.commit(edited, side)
                .file("side.txt", "side\n")
                .message("Merge topic")
                .on("main");
        git.branch("topic", edited);
        read();
        String piecemeal = features();

        db.execute("delete from repository");
        repository =
                repositories.track("acme/shop", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
        read();

        assertThat(features()).isEqualTo(piecemeal);
    }

    @Test
    void aReadingThatStoppedInTheMiddleGoesOnWhereItStopped() {
        history(30);
        read();
        String whole = features();
        // As after a kill: some of the order is stored, the end was never reached.
        db.execute("delete from commit_memory where position > 17");
        db.execute("delete from risk_model");
        db.execute("delete from risk_score");
        db.execute("delete from commit_day");
        db.execute("update commit_memory set model_version = null, percentile = null, level = null");
        db.execute("update repository set mined_head = null, state = 'mining', commits = 17, scored_commits = 0");

        read();

        assertThat(features()).isEqualTo(whole);
        assertThat(now().commits()).isEqualTo(30);
        assertThat(now().scoredCommits()).isEqualTo(30);
        assertThat(days()).isEqualTo(countedDays());
    }

    @Test
    void aNewerMinerReadsTheHistoryAgain() {
        history(5);
        read();
        db.execute("update repository set miner_version = 999, mined_head = '\\x00'");
        db.execute("update commit_memory set subject = 'old'");

        read();

        assertThat(list()).hasSize(5).noneMatch(it -> it.subject().equals("old"));
    }

    /** As in a database of the miner before there were any. */
    @Test
    void aMemoryWithoutPatchIdsGetsThem() {
        history(5);
        read();
        db.execute("update repository set miner_version = 2");
        db.execute("update commit_memory set patch_id = null");

        read();

        assertThat(db.dsl().fetchValue("select count(distinct patch_id)::int from commit_memory"))
                .isEqualTo(5);
    }

    @Test
    void mergesAreStoredWithoutAScore() {
        String base = history(3);
        String side = git.commit(base).file("side.txt", "side\n").write();
        String main = git.commit(base).file("main.txt", "main\n").write();
        String merge = git.commit(main, side)
                .file("side.txt", "side\n")
                .message("Merge side")
                .on("main");

        read();

        assertThat(detail(merge).summary().merge()).isTrue();
        assertThat(detail(merge).summary().risk()).isNull();
        assertThat(now().commits()).isEqualTo(6);
        assertThat(now().scoredCommits()).isEqualTo(5);
    }

    @Test
    void aBranchIsScoredBesideTheDefaultOneAndJoinsItWhenItIsMerged() {
        String base = history(10);
        String topic = git.commit(base)
                .file("topic.txt", "a\nb\n")
                .message("On a topic")
                .on("topic");
        read();

        CommitDetail waiting = detail(topic);
        assertThat(waiting.summary().onDefaultBranch()).isFalse();
        assertThat(waiting.branches()).containsExactly("topic");
        assertThat(waiting.summary().risk()).isNotNull();
        assertThat(now().commits()).isEqualTo(10);
        assertThat(list()).noneMatch(it -> it.sha().equals(topic));
        assertThat(commits.branches(repository.id())).containsExactly("topic");

        git.branch("main", topic);
        read();

        assertThat(detail(topic).summary().onDefaultBranch()).isTrue();
        assertThat(detail(topic).branches()).isEmpty();
        assertThat(now().commits()).isEqualTo(11);
        assertThat(list()).first().matches(it -> it.sha().equals(topic));
    }

    @Test
    void aDeletedBranchLeavesTheListAndItsCommitsKeepTheirPages() {
        String base = history(2);
        String topic = git.commit(base).file("topic.txt", "a\n").on("topic");
        read();
        git.delete("topic");

        read();

        assertThat(commits.branches(repository.id())).isEmpty();
        assertThat(detail(topic).summary().onDefaultBranch()).isFalse();
        assertThat(detail(topic).summary().leftBranchesAt()).isNotNull();
    }

    @Test
    void aCommitIsGoneWhenNoBranchHasItAndNoMoreWhenOneHasItAgain() {
        String base = history(2);
        String topic = git.commit(base).file("topic.txt", "a\n").on("topic");
        git.branch("copy", topic);
        read();
        assertThat(left(topic)).isNull();
        git.branch("topic", git.commit(base).file("topic.txt", "b\n").write());
        read();
        assertThat(left(topic)).as("another branch has it").isNull();
        git.branch("copy", base);
        read();
        assertThat(left(topic)).as("reset to a commit of the default branch").isNotNull();

        git.branch("again", topic);
        read();
        assertThat(left(topic)).isNull();
        assertThat(detail(topic).branches()).containsExactly("again");

        git.branch("main", topic);
        read();
        assertThat(left(topic)).isNull();
        assertThat(detail(topic).summary().onDefaultBranch()).isTrue();
    }

    @Test
    void aBranchThatIsTooFarAheadToBeReadStillHasItsCommits() {
        String base = history(2);
        String topic = git.commit(base).file("topic.txt", "a\n").on("topic");
        git.branch("copy", topic);
        read();
        git.delete("copy");
        read();
        String ahead = topic;
        for (int i = 0; i <= OtherBranches.MOST_COMMITS; i++) {
            ahead = git.commit(ahead).file("topic.txt", "a\n" + i).write();
        }
        git.branch("topic", ahead);

        read();

        assertThat(detail(topic).branches()).isEmpty();
        assertThat(left(topic)).isNull();
    }

    @Test
    void aForcePushTakesNothingFromOtherBranches() {
        String base = history(3);
        String dropped = git.commit(base).file("wrong.txt", "wrong\n").on("main");
        String topic = git.commit(base).file("topic.txt", "a\n").on("topic");
        git.branch("saved", dropped);
        read();
        git.branch("main", base);

        read();

        assertThat(left(topic)).isNull();
        assertThat(left(dropped)).isNull();
        assertThat(detail(dropped).branches()).containsExactly("saved");
        git.delete("saved");
        git.delete("topic");
        read();
        assertThat(left(topic)).isNotNull();
        assertThat(left(dropped)).isNotNull();
    }

    @Test
    void whatIsGoneIsNoPastOfFiles() {
        String base = history(2);
        String dropped = git.commit(base).file("more.txt", "wrong\n").on("main");
        read();
        String kept = git.commit(base).file("more.txt", "right\n").on("main");
        git.commit(kept).file("more.txt", "righter\n").on("main");
        read();

        assertThat(detail(kept).files())
                .extracting(CommitDetail.FileDetail::changes)
                .containsExactly(2);
    }

    private @Nullable Instant left(String sha) {
        return detail(sha).summary().leftBranchesAt();
    }

    @Test
    void aForcePushTakesCommitsOffTheDefaultBranch() {
        String kept = history(10);
        String dropped =
                git.commit(kept).file("wrong.txt", "wrong\n").message("Wrong").on("main");
        read();
        String right =
                git.commit(kept).file("right.txt", "right\n").message("Right").on("main");

        read();

        assertThat(list()).extracting(CommitSummary::sha).contains(right).doesNotContain(dropped);
        assertThat(detail(dropped).summary().onDefaultBranch()).isFalse();
        assertThat(left(dropped)).isNotNull();
        assertThat(left(right)).isNull();
        assertThat(now().commits()).isEqualTo(11);
        assertThat(days()).isEqualTo(countedDays());
    }

    @Test
    void countsOfDaysFollowEveryPush() {
        String head = history(20);
        read();
        for (int i = 0; i < 3; i++) {
            head = git.commit(head).file("more.txt", "line\n".repeat(i + 1)).on("main");
            read();
        }

        assertThat(days()).isEqualTo(countedDays());
        assertThat(commits.days(repository.id(), Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")))
                .singleElement()
                .matches(it -> it.low() + it.medium() + it.high() == 23);
    }

    @Test
    void theRankingIsMadeAnewWhenTheHistoryHasGrownByATenth() {
        String head = history(20);
        read();
        assertThat(models()).isEqualTo(1);
        head = git.commit(head).file("a.txt", "1\n").on("main");
        read();
        assertThat(models()).isEqualTo(1);
        head = git.commit(head).file("a.txt", "1\n2\n").on("main");
        head = git.commit(head).file("a.txt", "1\n2\n3\n").on("main");
        read();

        assertThat(models()).isEqualTo(2);
        assertThat(db.dsl().fetchValue("select count(distinct model_version)::int from commit_memory"))
                .isEqualTo(1);
    }

    @Test
    void aRepositoryThatWentAwayIsFailedWithASentenceAndComesBack() {
        history(3);
        repository = repositories.track("acme/gone", directory.resolve("gone").toString(), Kind.LOCAL, null);
        read();
        assertThat(now().state()).isEqualTo(State.FAILED);
        assertThat(now().problem()).contains(directory.resolve("gone").toString());

        try (GitFixture back = GitFixture.bare(directory.resolve("gone"))) {
            back.commit().file("a.txt", "a\n").on("main");
        }
        read();

        assertThat(now().state()).isEqualTo(State.READY);
        assertThat(now().problem()).isNull();
        assertThat(now().commits()).isEqualTo(1);
    }

    @Test
    void hostileTextIsStoredAsItIs() {
        String sha = git.commit()
                .file("a\tb\\c\n.txt", "x\n")
                .message("Tab\there \\. and \\N\n\n<script>\u202e\r\nend")
                .author("Ev\\il\t{},\"", "evil@example.org")
                .on("main");

        read();

        CommitDetail detail = detail(sha);
        assertThat(detail.summary().subject()).isEqualTo("Tab\there \\. and \\N");
        assertThat(detail.message()).isEqualTo("Tab\there \\. and \\N\n\n<script>\u202e\r\nend");
        assertThat(detail.summary().author().name()).isEqualTo("Ev\\il\t{},\"");
        assertThat(detail.files().get(0).file().path()).isEqualTo("a\tb\\c\n.txt");
    }

    @Test
    void datesBeforeChristAndInTheFarFutureDoNotFail() {
        String old = git.commit().file("a.txt", "a\n").at(-3_000_000_000L).on("main");
        git.commit(old).file("a.txt", "b\n").at(99_999_999_999L).on("main");

        read();

        assertThat(list())
                .extracting(it -> it.committedAt().getEpochSecond())
                .containsExactly(99_999_999_999L, -3_000_000_000L);
    }

    @Test
    void aHistoryThatIsReplacedLeavesNothingOfTheOldOneBehind() throws IOException {
        history(30);
        git.commit().file("waiting.txt", "a\n").on("topic");
        read();
        git.close();
        deleteAll(directory.resolve("shop.git"));
        git = GitFixture.bare(directory.resolve("shop.git"));
        git.commit(git.commit().file("new.txt", "n\n").on("main"))
                .file("new.txt", "m\n")
                .on("main");

        read();

        assertThat(now().commits()).isEqualTo(2);
        assertThat(now().scoredCommits()).isEqualTo(2);
        assertThat(days()).isEqualTo(countedDays());
        assertThat(list()).extracting(it -> risk(it).percentile()).containsExactly(75, 25);
    }

    @Test
    void aNewerMinerReadsWaitingBranchesAgainToo() {
        String base = history(5);
        String topic = git.commit(base).file("topic.txt", "a\n").on("topic");
        read();
        db.execute("update repository set miner_version = 999");

        read();

        assertThat(commits.branches(repository.id())).containsExactly("topic");
        assertThat(detail(topic).branches()).containsExactly("topic");
        assertThat(days()).isEqualTo(countedDays());
    }

    @Test
    void aBranchListsCommitsThatAForcePushTookOffTheDefaultBranch() {
        String base = history(5);
        String topic = git.commit(base).file("topic.txt", "a\n").on("topic");
        git.branch("main", topic);
        read();
        git.branch("main", base);

        read();

        assertThat(detail(topic).summary().onDefaultBranch()).isFalse();
        assertThat(detail(topic).branches()).containsExactly("topic");
    }

    @Test
    void aKillRightAfterAForcePushWasSeenLeavesCountsThatHeal() {
        String kept = history(10);
        String dropped = git.commit(kept).file("wrong.txt", "wrong\n").on("main");
        read();
        git.branch("main", kept);
        // As after a kill behind the first step.
        db.execute("update commit_memory set position = null where sha = '\\x" + dropped + "'");

        read();

        assertThat(now().commits()).isEqualTo(10);
        assertThat(now().scoredCommits()).isEqualTo(10);
        assertThat(days()).isEqualTo(countedDays());
    }

    @Test
    void whatWasReadAheadGoesWhenTheBranchWasRewrittenMeanwhile() {
        String kept = history(3);
        git.commit(kept).file("wrong.txt", "wrong\n").message("Wrong").on("main");
        assertThatThrownBy(() -> readingWith(part -> {
                            if (part == Announcements.Part.COMMITS) {
                                throw new IllegalStateException("killed");
                            }
                        })
                        .read(repository.id()))
                .hasMessage("killed");
        assertThat(list()).extracting(CommitSummary::subject).contains("Wrong");
        assertThat(now().state()).isEqualTo(State.FAILED);
        assertThat(now().problem()).contains("its log tells why");
        git.branch("main", kept);

        read();

        assertThat(list()).extracting(CommitSummary::subject).doesNotContain("Wrong");
        assertThat(now().mining().provisional()).isZero();
    }

    @Test
    void aCloneThatIsShallowNoMoreIsReadFromItsBeginning() throws IOException {
        history(6);
        String boundary = git.commit(git.repository().resolve("main").name())
                .file("b.txt", "b\n")
                .on("main");
        git.commit(boundary).file("c.txt", "c\n").on("main");
        Path shallow = directory.resolve("shop.git/shallow");
        Files.writeString(shallow, boundary + "\n");
        read();
        assertThat(now().shallow()).isTrue();
        assertThat(now().commits()).isEqualTo(2);
        Files.delete(shallow);

        read();

        assertThat(now().shallow()).isFalse();
        assertThat(now().commits()).isEqualTo(8);
        assertThat(now().scoredCommits()).isEqualTo(8);
    }

    @Test
    void aBrokenBranchStopsNeitherTheDefaultOneNorOtherBranches() {
        String base = history(3);
        String topic = git.commit(base).file("topic.txt", "a\n").on("topic");
        String broken = git.commit(base).file("broken.txt", "a\n").on("broken");
        assertThat(directory
                        .resolve("shop.git/objects/" + broken.substring(0, 2) + "/" + broken.substring(2))
                        .toFile()
                        .delete())
                .isTrue();

        read();

        assertThat(now().state()).isEqualTo(State.READY);
        assertThat(detail(topic).branches()).containsExactly("topic");
    }

    @Test
    void timesAtTheEdgeOfTheDatabaseDoNotStopAPush() {
        String head = history(3);
        read();
        head = git.commit(head)
                .file("old.txt", "a\n")
                .at(-9_000_000_000_000_000L)
                .on("main");
        read();
        git.commit(head).file("new.txt", "a\n").at(9_000_000_000_000_000L).on("main");
        read();

        assertThat(now().state()).isEqualTo(State.READY);
        assertThat(now().commits()).isEqualTo(5);
    }

    @Test
    void endlessNamesAndPathsAreStored() {
        Random random = new Random(7);
        String email = letters(random, 9_000) + "@example.org";
        String path = letters(random, 9_000).replaceAll("(.{200})", "$1/") + ".txt";
        git.commit()
                .file(path, "a\n")
                .author("Ada", email)
                .message(letters(random, 3_000))
                .on("main");
        read();
        git.commit(git.commit().file(path, "a\n").author("Ada", email).on("main"))
                .file(path, "b\n")
                .author("Ada", email)
                .on("main");

        read();

        assertThat(now().state()).isEqualTo(State.READY);
        assertThat(list()).hasSize(2);
    }

    @Test
    void aNulByteInAnAuthorStopsNothing() {
        git.commit()
                .file("a.txt", "a\n")
                .rawAuthor("A\0da <a\0da@example.org>".getBytes(StandardCharsets.UTF_8))
                .rawMessage("Nul\0 here".getBytes(StandardCharsets.UTF_8), "")
                .on("main");

        read();

        assertThat(now().state()).isEqualTo(State.READY);
        assertThat(list()).hasSize(1);
    }

    private static String letters(Random random, int count) {
        return random.ints(count, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Commits 1 to n, each with a line more than the one before; every third file is changed again and again. */
    private String history(int n) {
        String head = git.commit()
                .file("src/File0.java", "class File0 {\n}\n")
                .message("Change 1")
                .on("main");
        for (int i = 2; i <= n; i++) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; line <= i; line++) {
                text.append("int v")
                        .append(i)
                        .append('_')
                        .append(line)
                        .append(" = call(")
                        .append(line)
                        .append(");\n");
            }
            head = git.commit(head)
                    .file("src/File" + i + ".java", text.toString())
                    .message((i % 3 == 0 ? "Fix " : "") + "Change " + i)
                    .author("Dev " + i % 4, "dev" + i % 4 + "@example.org")
                    .on("main");
        }
        return head;
    }

    private void read() {
        assertThat(readingWith(part -> {}).read(repository.id())).isPresent();
    }

    private RepositoryReading readingWith(Announcements announcements) {
        return new RepositoryReading(
                repositories,
                (it, first) -> Path.of(it.location()),
                new Ingest(db.dsl(), InstantSource.system(), announcements, 2, true),
                new OtherBranches(db.dsl(), InstantSource.system(), announcements, true),
                announcements);
    }

    /** As if its end had not been noted. */
    private void reread() {
        db.execute("update repository set mined_head = null");
        read();
    }

    private TrackedRepository now() {
        return repositories.byId(repository.id()).orElseThrow();
    }

    private List<CommitSummary> list() {
        return commits.list(new CommitFilter(repository.id(), null, null, null, null, null, null), 200, null)
                .items();
    }

    private static RiskScore risk(CommitSummary commit) {
        return Objects.requireNonNull(commit.risk(), "no score");
    }

    private CommitDetail detail(String sha) {
        ShaMatch match = commits.find(repository.id(), sha);
        assertThat(match).isInstanceOf(ShaMatch.Found.class);
        return ((ShaMatch.Found) match).commit();
    }

    private String everything() {
        List<String> tables = new ArrayList<>();
        for (String table : List.of(
                "commit_memory",
                "commit_message",
                "commit_features",
                "file_change",
                "changed_identifiers",
                "path",
                "author",
                "commit_day")) {
            tables.add(db.dsl()
                    .fetch("select * from " + table + " order by 1, 2, 3")
                    .formatCSV());
        }
        return String.join("\n", tables);
    }

    private String features() {
        return db.dsl().fetch("""
                        select encode(c.sha, 'hex') as sha, c.position, f.features::text,
                               (select string_agg(p.path || x.status || x.lines_added || ' ' || x.lines_deleted, ',' order by p.path)
                                from file_change x join path p on p.repository_id = x.repository_id and p.id = x.path_id
                                where x.repository_id = c.repository_id and x.commit_id = c.id) as files
                        from commit_memory c
                        left join commit_features f on f.repository_id = c.repository_id and f.commit_id = c.id
                        where c.position is not null order by c.position""").formatCSV();
    }

    private String days() {
        return db.dsl()
                .fetch("select day, level, commits, churn from commit_day order by 1, 2")
                .formatCSV();
    }

    private String countedDays() {
        return db.dsl().fetch("""
                        select (committed_at at time zone 'UTC')::date as day, level, count(*)::int as commits,
                               sum(lines_added + lines_deleted)::bigint as churn
                        from commit_memory where position is not null and level is not null group by 1, 2 order by 1, 2""").formatCSV();
    }

    private int models() {
        return db.dsl().fetchCount(db.dsl().selectFrom("risk_model"));
    }
}
