package io.rootops.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentJsonTest {
    private static final String SHA = "ab".repeat(20);
    private static final String RUN =
            "{'id':8,'name':'Deploy','path':'.github/workflows/x.yml','head_branch':'main','head_sha':'" + SHA
                    + "','run_attempt':2,'event':'push','status':'completed','conclusion':'success',"
                    + "'repository':{'id':1},'head_repository':{'id':1},'created_at':'2026-04-03T10:00:00Z',"
                    + "'run_started_at':'2026-04-03T11:00:00Z','updated_at':'2026-04-03T11:05:00Z'}";
    private static final Instant ASKED = Instant.parse("2026-05-01T12:00:00Z");
    private static final String RELEASE =
            "{'id':5,'tag_name':'v1','draft':false,'prerelease':false,'created_at':'2026-04-02T10:00:00Z',"
                    + "'published_at':'2026-04-02T11:00:00Z'}";

    @ParameterizedTest
    @CsvSource({
        "queued,QUEUED",
        "waiting,QUEUED",
        "pending,PENDING",
        "in_progress,IN_PROGRESS",
        "success,SUCCESS",
        "failure,FAILURE",
        "error,ERROR",
        "inactive,INACTIVE"
    })
    void statesOfADeployment(String word, DeploymentState state) throws IOException {
        DeploymentEvent told = DeploymentJson.status(
                        DeploymentJson.asked(deployment()).orElseThrow(),
                        json("{'id':3,'state':'" + word + "','created_at':'2026-04-01T10:01:00Z'}"))
                .orElseThrow();

        assertThat(told.state()).isEqualTo(state);
        assertThat(told.environment().name()).isEqualTo("live");
        assertThat(told.environment().saidProduction()).isTrue();
    }

    @Test
    void whatIsSaidOfADeploymentIsNotSaidOfTheOtherEnvironmentThatAStatusNames() throws IOException {
        DeploymentEvent told = DeploymentJson.status(
                        DeploymentJson.asked(deployment()).orElseThrow(),
                        json("{'id':3,'state':'success','environment':'test','created_at':'2026-04-01T10:01:00Z'}"))
                .orElseThrow();

        assertThat(told.environment().name()).isEqualTo("test");
        assertThat(told.environment().saidProduction()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'id':'1','sha':'x','created_at':1}",
                "{'id':1,'sha':null,'created_at':'2026-04-01T10:00:00Z'}",
                "{'id':99999999999999999999,'sha':'abababababababababababababababababababab','created_at':'yesterday'}"
            })
    void whatLacksSomethingIsNoDeployment(String text) throws IOException {
        assertThat(DeploymentJson.asked(json(text))).isEmpty();
        assertThat(ReleaseJson.read(json(text), "published", ASKED)).isEmpty();
        assertThat(WorkflowRunJson.read(json(text), "main")).isEmpty();
    }

    @Test
    void aRunThatDeploysIsKnownByItsAttempt() throws IOException {
        DeploymentEvent told = WorkflowRunJson.read(json(RUN), "main").orElseThrow();

        assertThat(told.externalId()).isEqualTo("8/2");
        assertThat(told.createdAt()).isEqualTo("2026-04-03T11:00:00Z");
        assertThat(told.succeededAt()).isEqualTo("2026-04-03T11:05:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "'Deploy','Test'",
                "'main','feature'",
                "'push','pull_request'",
                "'head_repository':{'id':1},'head_repository':{'id':2}"
            })
    void otherRunsDoNot(String from, String to) throws IOException {
        String other = RUN.replace(from, to);

        assertThat(other).isNotEqualTo(RUN);
        assertThat(WorkflowRunJson.read(json(other), "main")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"success,SUCCESS", "failure,FAILURE", "timed_out,FAILURE", "cancelled,CANCELLED", "skipped,CANCELLED"})
    void conclusionsOfARun(String conclusion, DeploymentState state) throws IOException {
        assertThat(WorkflowRunJson.read(json(RUN.replace("'success'", "'" + conclusion + "'")), "main")
                        .orElseThrow()
                        .state())
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"published,SUCCESS", "edited,SUCCESS", "deleted,DELETED", "unpublished,DRAFT"})
    void actionsOfARelease(String action, DeploymentState state) throws IOException {
        assertThat(ReleaseJson.read(json(RELEASE), action, ASKED).orElseThrow().state())
                .isEqualTo(state);
    }

    @Test
    void aReleaseThatIsTakenBackIsNoDeploymentAlsoWhereNobodySaysWhenThatWas() throws IOException {
        DeploymentEvent published =
                ReleaseJson.read(json(RELEASE), "published", ASKED).orElseThrow();
        DeploymentEvent unpublished =
                ReleaseJson.read(json(RELEASE), "unpublished", ASKED).orElseThrow();

        assertThat(published.merge(unpublished).succeeded()).isFalse();
        assertThat(unpublished.merge(published).succeeded()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"edited,", ",''", "edited,edited", "'',''", "'',edited"})
    void aReleaseThatIsNoMoreForEverybodyIsSeenAlsoWhereItsTimeIsTheSame(
            @Nullable String before, @Nullable String after) throws IOException {
        String then = before == null ? "published" : before;
        String now = after == null ? "edited" : after;
        JsonNode whole = json(RELEASE);
        JsonNode demoted = json(RELEASE.replace("'prerelease':false", "'prerelease':true"));

        DeploymentEvent known = ReleaseJson.read(whole, then, ASKED).orElseThrow();
        DeploymentEvent told =
                ReleaseJson.read(demoted, now, ASKED.plusSeconds(60)).orElseThrow();
        assertThat(known.merge(told).succeeded()).isFalse();
        assertThat(told.merge(known).succeeded()).as("told in reverse").isFalse();

        DeploymentEvent back =
                ReleaseJson.read(whole, now, ASKED.plusSeconds(120)).orElseThrow();
        assertThat(known.merge(told).merge(back).succeeded()).isTrue();
        assertThat(back.merge(known).newsTo(back)).as("only asked for again").isFalse();
    }

    @Test
    void aReleaseCountsFromWhenItWasPublishedUnlessItIsNotForEverybody() throws IOException {
        DeploymentEvent edited = ReleaseJson.read(
                        json(RELEASE.replace("'id'", "'updated_at':'2026-04-09T00:00:00Z','id'")), "edited", ASKED)
                .orElseThrow();
        assertThat(edited.succeededAt()).isEqualTo("2026-04-02T11:00:00Z");
        assertThat(edited.at()).isEqualTo("2026-04-09T00:00:00Z");
        assertThat(ReleaseJson.read(json(RELEASE.replace("'prerelease':false", "'prerelease':true")), "", ASKED)
                        .orElseThrow()
                        .succeeded())
                .isFalse();
        assertThat(ReleaseJson.read(json(RELEASE.replace("'draft':false", "'draft':true")), "", ASKED)
                        .orElseThrow()
                        .succeeded())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "refs/tags/v1.2.3,tag v1.2.3",
        "refs/tags/nightly,",
        "refs/heads/main,push main",
        "refs/heads/topic,",
        "refs/heads/refs/tags/v1.2,"
    })
    void whatAPushStandsFor(String ref, @Nullable String what) throws IOException {
        String push = "{'ref':'" + ref + "','deleted':false,'head_commit':{'id':'" + SHA
                + "'},'repository':{'default_branch':'main','pushed_at':1777636800}}";

        assertThat(PushedDeployments.read(json(push)).map(it -> it.source().word() + " " + it.ref()))
                .isEqualTo(Optional.ofNullable(what));
        assertThat(PushedDeployments.read(json(push.replace("false", "true")))).isEmpty();
        assertThat(PushedDeployments.read(json(push)).map(DeploymentEvent::succeededAt))
                .isEqualTo(Optional.ofNullable(what).map(it -> Instant.parse("2026-05-01T12:00:00Z")));
    }

    private static JsonNode deployment() throws IOException {
        return json("{'id':1,'sha':'" + SHA + "','ref':'main','environment':'live','production_environment':true,"
                + "'transient_environment':false,'created_at':'2026-04-01T10:00:00Z'}");
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
