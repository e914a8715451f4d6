package io.rootops.app.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import io.rootops.core.installation.AppInstallation;
import io.rootops.core.report.DueReport;
import io.rootops.core.report.ReportKey;
import io.rootops.core.report.ReportKind;
import io.rootops.core.report.RiskReport;
import io.rootops.core.settings.GitHubApp;
import io.rootops.core.settings.Secret;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTokensIT {
    private static final Secret ELSEWHERE = new Secret("ghp_elsewhere");

    private KeyPair keys;
    private AppSide github;
    private Instant now;
    private InstallationTokens tokens;

    @BeforeEach
    void open() throws GeneralSecurityException, IOException {
        keys = pair();
        github = new AppSide("77", keys.getPublic());
        now = github.now();
        tokens = tokens(keys);
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void aRepositoryIsReadWithTheTokenOfItsAccount() throws ForgeException {
        assertThat(tokens.of("org1/shop")).isEqualTo(new Secret("ghs_1"));
        assertThat(tokens.of("ORG1/other")).isEqualTo(new Secret("ghs_1"));
        assertThat(tokens.of("org2/shop")).isEqualTo(new Secret("ghs_2"));
        assertThat(tokens.of("somebody/else")).isEqualTo(ELSEWHERE);
        assertThat(github.requests()).filteredOn(it -> it.startsWith("POST")).hasSize(2);
    }

    @Test
    void theListIsReadToItsLastPageAndASuspendedPlaceGivesNothing() throws ForgeException {
        assertThat(tokens.installations())
                .extracting(AppInstallation::id, AppInstallation::account, it -> it.suspendedAt() != null)
                .containsExactly(tuple(1L, "Org1", false), tuple(2L, "Org2", false), tuple(3L, "Org3", true));
        assertThat(tokens.of("org3/shop")).isEqualTo(ELSEWHERE);
        assertThatThrownBy(() -> tokens.token(3)).hasMessageContaining("gives the GitHub App no token (403)");
    }

    @Test
    void aTokenIsRenewedBeforeItEndsAndWhenItWasForgotten() throws ForgeException {
        tokens.of("org1/shop");
        pass(Duration.ofMinutes(54));
        assertThat(tokens.of("org1/shop")).isEqualTo(new Secret("ghs_1"));
        pass(Duration.ofMinutes(2));
        assertThat(tokens.of("org1/shop")).isEqualTo(new Secret("ghs_2"));
        tokens.forget(1);
        assertThat(tokens.of("org1/shop")).isEqualTo(new Secret("ghs_3"));
    }

    @Test
    void anAccountThatInstallsItLaterIsFound() throws ForgeException {
        github.installations = 1;
        assertThat(tokens.of("org2/shop")).isEqualTo(ELSEWHERE);
        github.installations = 2;
        pass(Duration.ofMinutes(2));
        assertThat(tokens.of("org2/shop")).isEqualTo(new Secret("ghs_1"));
    }

    @Test
    void anAccountIsCoveredWhereTheAppIsInstalledAndNotSuspended() throws ForgeException {
        assertThat(tokens.covering("ORG1/shop")).map(AppInstallation::id).contains(1L);
        assertThat(tokens.covering("org3/shop")).isEmpty();
        assertThat(tokens.covering("somebody/else")).isEmpty();
    }

    @Test
    void whoSuspendsTheAppIsToldNothingInAnotherName() throws ForgeException {
        GitHubReports reports = new GitHubReports(github.address(), tokens, ELSEWHERE, null, () -> now);
        assertThat(reports.kind(repository("Org1/shop"))).contains(ReportKind.CHECK_RUN);
        assertThat(reports.kind(repository("Org3/shop"))).isEmpty();
        assertThat(reports.kind(repository("somebody/else"))).isEmpty();
    }

    @Test
    void whoRemovesTheAppAndInstallsItAgainIsFoundWithoutARestart() throws ForgeException {
        tokens.of("org1/shop");
        github.firstIsAgain = 5;
        pass(Duration.ofMinutes(2));
        assertThat(tokens.covering("org1/shop")).map(AppInstallation::id).contains(5L);
        assertThat(tokens.of("org1/shop")).isEqualTo(new Secret("ghs_2"));
    }

    @Test
    void aTokenThatGitRefusesIsRenewedOnce(@TempDir Path directory) throws Exception {
        try (FakeGitHub git = new FakeGitHub(directory.resolve("served"))) {
            GitFixture.bare(git.add("org1/shop", true)).close();
            tokens.of("org1/shop");
            git.accept(new Secret("ghs_2"));
            RemoteClone clones =
                    new RemoteClone(directory.resolve("clones"), git.address(), tokens, CloneProgress.SILENT);
            assertThat(clones.refresh("org1/shop", RemoteClone.Scope.ALL_BRANCHES))
                    .exists();

            git.accept(new Secret("ghs_other"));
            assertThatThrownBy(() -> clones.refresh("org1/shop", RemoteClone.Scope.ALL_BRANCHES))
                    .hasMessageContaining("refuses the token of the GitHub App (401)");
            assertThat(github.requests())
                    .filteredOn(it -> it.startsWith("POST"))
                    .hasSize(3);
        }
    }

    @Test
    void onlyATokenThatIsRefusedIsForgottenWhenAReportFails() {
        GitHubReports reports = new GitHubReports(github.address(), tokens, null, null, () -> now);
        DueReport due = new DueReport(
                new ReportKey(new RepositoryId(1), "ab".repeat(20), ReportKind.CHECK_RUN),
                repository("Org1/unselected"),
                "claim",
                1,
                0,
                null,
                null,
                null);
        RiskReport report = new RiskReport("Low risk", "Small.", false, null);
        for (int status : new int[] {404, 404, 422, 401}) {
            github.repositories = status;
            assertThatThrownBy(() -> reports.tell(due, report)).hasMessageContaining(String.valueOf(status));
        }
        assertThat(github.requests()).filteredOn(it -> it.startsWith("POST")).hasSize(1);

        github.repositories = 404;
        assertThatThrownBy(() -> reports.tell(due, report))
                .isInstanceOf(ForgeForbiddenException.class)
                .hasMessageContaining("add the repository to the installation");
        assertThat(github.requests()).filteredOn(it -> it.startsWith("POST")).hasSize(2);
    }

    @Test
    void anAppThatIsRemovedIsFoundOutOnceItWasForgotten() throws ForgeException {
        assertThat(tokens.covering("org2/shop")).isPresent();
        github.installations = 1;
        tokens.forget(2);
        assertThat(tokens.covering("org2/shop")).isEmpty();
    }

    @Test
    void theNumberOfAnAppThatIsKnownByItsClientIdIsAskedForOnce() throws Exception {
        assertThat(tokens.appNumber()).isEqualTo(77);
        assertThat(github.requests()).isEmpty();
        try (AppSide other = new AppSide("Iv1.abc", keys.getPublic())) {
            AppApi api = new AppApi(other.address(), new GitHubApp("Iv1.abc", keys.getPrivate()), () -> now);
            assertThat(api.number()).isEqualTo(4242).isEqualTo(api.number());
            assertThat(other.requests()).hasSize(1);
        }
    }

    @Test
    void aClockThatIsWrongHereIsCorrectedByGitHubs() throws ForgeException {
        for (Duration wrong : new Duration[] {Duration.ofHours(1), Duration.ofMinutes(-20)}) {
            now = github.now().plus(wrong);
            AppApi api = new AppApi(github.address(), new GitHubApp("77", keys.getPrivate()), () -> now);
            InstallationTokens own = new InstallationTokens(api, GitHubTokens.fixed(null), () -> now);

            assertThat(own.of("org1/shop")).isNotNull();
            assertThat(api.clockAhead()).isCloseTo(wrong.negated(), Duration.ofMinutes(1));
        }
    }

    @Test
    void aKeyOfAnotherAppIsSaid() throws GeneralSecurityException {
        assertThatThrownBy(() -> tokens(pair()).of("org1/shop"))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("refuses the GitHub App 77 (401): GITHUB_APP_PRIVATE_KEY does not belong to");
        assertThat(github.requests()).hasSize(1);
    }

    @Test
    void limitsOutagesAndRemovedInstallationsAreSaid() {
        github.instead = new FakeGitHub.Answer(403, Map.of("Retry-After", "90"), "{}");
        assertThatThrownBy(() -> tokens.token(1))
                .hasMessageContaining("rate limit is used up until " + now.plusSeconds(90));
        github.instead = new FakeGitHub.Answer(502, Map.of(), "<html>");
        assertThatThrownBy(() -> tokens.token(1)).hasMessageContaining("answers with status 502");
        github.instead = new FakeGitHub.Answer(201, Map.of(), "{\"token\":\"ghs_se");
        assertThatThrownBy(() -> tokens.token(1))
                .hasMessageContaining("an answer that is no JSON")
                .hasStackTraceContaining("ForgeException")
                .message()
                .doesNotContain("ghs_se");
        github.instead = null;
        assertThatThrownBy(() -> tokens.token(9)).hasMessageContaining("knows no such installation");
        github.close();
        assertThatThrownBy(() -> tokens.token(1)).hasMessageContaining("cannot be reached (connection refused)");
    }

    private void pass(Duration time) {
        now = now.plus(time);
        github.stopped = now;
    }

    private InstallationTokens tokens(KeyPair keys) {
        AppApi api = new AppApi(github.address(), new GitHubApp("77", keys.getPrivate()), () -> now);
        return new InstallationTokens(api, GitHubTokens.fixed(ELSEWHERE), () -> now);
    }

    private TrackedRepository repository(String name) {
        return new TrackedRepository(
                new RepositoryId(1),
                name,
                github.address().web() + "/" + name + ".git",
                TrackedRepository.Kind.GITHUB,
                null,
                null,
                TrackedRepository.State.READY,
                null,
                new TrackedRepository.Mining(0, 0, 0, null, null),
                0,
                0,
                0,
                false);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }
}
