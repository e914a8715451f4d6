package io.rootops.jenkins;

import static io.rootops.jenkins.FakeRootOps.sha;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.plugins.git.util.BuildData;
import io.rootops.jenkins.BuildCommits.Head;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import jenkins.scm.api.SCMRevisionAction;
import org.junit.jupiter.api.Test;

class BuildCommitsTest {

    private static final String REMOTE = "https://github.com/acme/shop.git";

    @Test
    void theCommitOfTheStepIsTheOnlyOne() throws Exception {
        TestRun run = new TestJob().build().changing(sha('c')).with(new BuildData(sha('b'), Set.of(REMOTE)));
        assertThat(BuildCommitFinder.of(run, Map.of("GIT_COMMIT", sha('a')), " abcdef1 ", null)
                        .heads())
                .containsExactly(new Head("abcdef1", "acme/shop"));
        assertThat(BuildCommitFinder.of(run, Map.of(), "abcdef1", "acme/other").heads())
                .containsExactly(new Head("abcdef1", "acme/other"));
    }

    @Test
    void theHeadOfAPullRequestComesBeforeTheMergeThatWasBuilt() throws Exception {
        TestRun run = new TestJob()
                .build()
                .with(new SCMRevisionAction(new SCMRevisionAction.PullRequest(sha('a'), sha('b'))))
                .with(new BuildData(sha('b'), Set.of("git@github.com:acme/shop.git")));
        assertThat(BuildCommitFinder.of(run, Map.of(), null, null).heads())
                .containsExactly(new Head(sha('a'), "acme/shop"), new Head(sha('b'), "acme/shop"));
    }

    @Test
    void aBranchIsBuiltAtItsRevision() throws Exception {
        TestRun run = new TestJob().build().with(new SCMRevisionAction(new SCMRevisionAction.Branch(sha('a'))));
        assertThat(BuildCommitFinder.of(run, Map.of(), null, null).heads()).containsExactly(new Head(sha('a'), null));
    }

    @Test
    void eachCheckoutKeepsItsOwnRepository() throws Exception {
        TestRun run = new TestJob()
                .build()
                .with(new BuildData(sha('b'), Set.of("https://github.com/acme/library.git")))
                .with(new BuildData(sha('a'), Set.of(REMOTE)));
        assertThat(BuildCommitFinder.of(run, Map.of(), null, null).heads())
                .containsExactly(new Head(sha('b'), "acme/library"), new Head(sha('a'), "acme/shop"));
    }

    @Test
    void theEnvironmentIsBelievedBeforeTheChangeSet() throws Exception {
        TestRun run = new TestJob().build().changing(sha('b'), sha('c'));
        assertThat(BuildCommitFinder.of(run, Map.of("GIT_COMMIT", sha('a'), "GIT_URL", REMOTE), null, null)
                        .heads())
                .containsExactly(new Head(sha('a'), "acme/shop"), new Head(sha('c'), "acme/shop"));
        assertThat(BuildCommitFinder.of(run, Map.of(), null, "acme/shop").heads())
                .containsExactly(new Head(sha('c'), "acme/shop"));
    }

    @Test
    void otherSystemsThanGitHaveNoCommits() throws Exception {
        TestRun run = new TestJob().build().changing("4711", "trunk@12");
        BuildCommits found = BuildCommitFinder.of(run, Map.of("GIT_COMMIT", "main"), null, null);
        assertThat(found.heads()).isEmpty();
        assertThat(found.changes()).isEmpty();
    }

    @Test
    void onlyTheNewestHundredChangesAreAskedFor() {
        List<String> all = IntStream.range(0, 150).mapToObj("%040x"::formatted).toList();
        BuildCommits found = BuildCommits.find(null, null, null, null, null, List.of(), all);
        assertThat(found.changes()).isEqualTo(all.subList(50, 150));
        assertThat(found.heads()).containsExactly(new Head(all.get(149), null));
    }
}
