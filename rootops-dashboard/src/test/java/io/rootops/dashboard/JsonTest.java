package io.rootops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.engine.RepositoryChoice;
import io.rootops.core.engine.RepositoryChoices;
import io.rootops.dashboard.view.TrustView;
import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class JsonTest {
    private final Json json = new Json();
    private final ObjectMapper reader = new ObjectMapper();

    @Test
    void a_list_of_commits() throws IOException {
        JsonNode found = read(Samples.list("next", Samples.commit("Move totals", "Neil", Samples.score(91.9, false))));

        assertThat(found).isEqualTo(reader.readTree("""
                {"model":"size","model_note":"by size only; learning comes next","percentiles_among":"repository","items":[{
                 "repository":"acme/shop","sha":"%s","title":"Move totals","author":{"name":"Neil","bot":false},
                 "authored_at":"2026-03-14T11:55:00Z","committed_at":"2026-03-14T11:56:00Z","merge":false,
                 "on_default_branch":true,"left_branches_at":null,"files":2,"lines_added":412,"lines_deleted":25,"score":9.1,"percentile":91,
                 "level":"high","probability":null,"provisional":false,"provisional_by":null,"unscored":null,
                 "reasons":[{"code":"lines_changed","text":"412 lines added, 25 deleted","points":null}],"outcome":null,
                 "links":{"self":"/api/dashboard/commits/%s?repository=acme%%2Fshop",
                  "page":"/dashboard/r/acme/shop/commits/%s","github":"https://github.com/acme/shop/commit/%s"}}],
                 "next_cursor":"next"}""".formatted(Samples.SHA, Samples.SHA, Samples.SHA, Samples.SHA)));
    }

    @Test
    void an_overview_lists_what_could_be_followed() throws IOException {
        RepositoryChoices.Listing two = RepositoryChoices.Listing.of(
                List.of(
                        new RepositoryChoice("acme/shop", true, Samples.NOW),
                        new RepositoryChoice("acme/new", false, null)),
                3);

        assertThat(read(Samples.overview(List.of(), two)).get("choices")).isEqualTo(reader.readTree("""
                [{"name":"acme/shop","private":true,"pushed_at":"2026-03-14T12:00:00Z"},
                 {"name":"acme/new","private":false,"pushed_at":null}]"""));
        assertThat(read(Samples.overview(List.of())).get("choices").toString()).isEqualTo("[]");
    }

    @Test
    void a_commit_without_a_score_has_nulls_and_a_reason() throws IOException {
        JsonNode found = read(Samples.view(Samples.detail(Samples.commit("A", "N", null), "src/A.java")));

        assertThat(found.get("score").isNull()).isTrue();
        assertThat(found.get("level").isNull()).isTrue();
        assertThat(found.get("unscored").asText()).isEqualTo("not_ranked");
        assertThat(found.get("unscored_reason").asText()).contains("ranked at the next reading");
    }

    @Test
    void a_commit_whose_code_is_not_known_says_what_its_number_rests_on() throws IOException {
        JsonNode found = read(Samples.view(Samples.listed("Move totals")));

        assertThat(found.path("provisional").asBoolean()).isTrue();
        assertThat(found.path("provisional_by").asText()).isEqualTo("file_list");
        assertThat(found.at("/changed_files/0/changes").isNull()).isTrue();
        assertThat(found.get("features"))
                .contains(
                        reader.readTree(
                                "{\"family\":\"content\",\"code\":\"acall\",\"description\":\"calls in the added code\",\"value\":null}"));
    }

    @Test
    void a_commit_carries_files_and_features() throws IOException {
        JsonNode found =
                read(Samples.view(Samples.detail(Samples.commit("A", "N", Samples.score(3, true)), "a b.java")));

        assertThat(found.at("/changed_files/0").toString())
                .isEqualTo("{\"path\":\"a b.java\",\"old_path\":null,\"status\":\"modified\",\"binary\":false,"
                        + "\"lines_added\":400,\"lines_deleted\":25,\"changes\":7,"
                        + "\"github\":\"https://github.com/acme/shop/blob/" + Samples.SHA + "/a%20b.java\"}");
        assertThat(found.get("features"))
                .anySatisfy(
                        it -> assertThat(it.toString())
                                .isEqualTo(
                                        "{\"family\":\"size\",\"code\":\"la\",\"description\":\"lines added\",\"value\":412.0}"));
        assertThat(found.has("in_repository")).isFalse();
    }

    @Test
    void what_is_not_known_of_a_commit_is_null_and_what_is_known_is_there() throws IOException {
        JsonNode unknown =
                read(Samples.view(Samples.detail(Samples.commit("A", "N", Samples.score(3, true)), "a.java")));
        assertThat(unknown.get("checks").isNull()).isTrue();
        assertThat(unknown.get("deployments").isNull()).isTrue();
        assertThat(unknown.get("deployments_by").isNull()).isTrue();

        JsonNode known = read(Samples.view(
                Samples.detail(Samples.commit("A", "N", Samples.score(3, true)), "a.java"), Samples.AROUND));
        assertThat(known.at("/deployments/0")).isEqualTo(reader.readTree("""
                {"source":"deployment_status","id":"1","environment":"live","production":true,"confidence":"medium",
                 "state":"inactive","succeeded":true,"at":"2026-03-14T12:00:00Z","name":null,"ref":"main"}"""));
        assertThat(known.at("/deployments/1/production").asBoolean(true)).isFalse();
        assertThat(known.get("deployments_by").toString())
                .isEqualTo("{\"source\":\"deployment_status\",\"confidence\":\"medium\",\"environments\":[\"live\"]}");
        assertThat(known.at("/pull_request/issues/0/state").asText()).isEqualTo("closed");
        assertThat(known.at("/pull_request/issues/1/state").isNull()).isTrue();
        assertThat(known.at("/checks/0/conclusion").asText()).isEqualTo("timed_out");
    }

    @Test
    void base_and_points_of_a_learned_score_add_up_to_its_probability() throws IOException {
        JsonNode found = read(Samples.view(
                Samples.detail(Samples.commit("A", "N", Samples.learned()), "src/A.java"),
                Samples.REVERTED,
                Samples.MODEL,
                Samples.BIN));

        double logit = found.get("base_points").asDouble();
        for (JsonNode reason : found.get("reasons")) {
            logit += reason.get("points").asDouble();
        }
        assertThat(1 / (1 + Math.exp(-logit)))
                .isCloseTo(found.get("probability").asDouble(), Offset.offset(1e-12));
        assertThat(found.get("model").asText()).isEqualTo("learned");
        assertThat(found.get("model_note").asText()).isEqualTo("learned from 612 outcomes here + prior");
        assertThat(found.get("calibration").toString())
                .isEqualTo("{\"from\":0.28,\"to\":0.35,\"commits\":684,\"bad\":212}");
        assertThat(found.get("outcome").toString())
                .isEqualTo("{\"source\":\"revert\",\"text\":\"reverted by bbbbbbbbb after 3 days\","
                        + "\"known_at\":\"2026-03-17T12:00:00Z\",\"after_days\":3,\"evidence\":\"" + "b".repeat(40)
                        + "\",\"page\":\"/dashboard/r/acme/shop/commits/" + "b".repeat(40) + "\"}");
    }

    @Test
    void a_record_of_trust_is_what_the_page_shows() throws IOException {
        TrustView view = Samples.trust(2400, Samples.MODEL);
        JsonNode found = read(view);

        assertThat(found.get("state").asText()).isEqualTo("measured");
        assertThat(found.get("sentence").asText()).isEqualTo(view.sentence());
        assertThat(found.get("not_taken").isNull()).isTrue();
        assertThat(read(Samples.trust(List.of(), Samples.MODEL, "Worse.", "A"))
                        .get("not_taken")
                        .asText())
                .isEqualTo("Worse.");
        assertThat(found.at("/measurement/learned/by").asText()).isEqualTo("learned");
        assertThat(found.at("/measurement/baselines"))
                .extracting(it -> it.get("by").asText())
                .containsExactly("prior", "churn", "heuristic_v1");
        assertThat(found.at("/measurement/reliability/bins")).isNotEmpty();
        assertThat(found.at("/caught/0/outcome/page").asText()).startsWith("/dashboard/r/acme/shop/commits/");
        assertThat(found.at("/public_record/0/churn_auc").isNumber()).isTrue();
        assertThat(read(Samples.trust(30, Samples.MODEL)).get("measurement").isNull())
                .isTrue();
    }

    @Test
    void the_overview_sums_the_progress_up() throws IOException {
        JsonNode found = read(Samples.overview(List.of(Samples.repository(State.MINING))));

        assertThat(found.get("backfill").toString())
                .isEqualTo("{\"state\":\"mining\",\"done\":12431,\"total\":38590,\"provisional\":50,"
                        + "\"eta_seconds\":21,\"started_at\":\"2026-03-14T11:59:50Z\"}");
        assertThat(found.at("/backends/0/would_add/0").asText()).isEqualTo("error correlation");
        assertThat(found.at("/days/29/day").asText()).isEqualTo("2026-03-14");
    }

    @Test
    void a_problem_is_that_of_rfc_9457() throws IOException {
        Problem problem = ProblemException.badParameter("limit", "limit '0' cannot be used", "/api/dashboard/commits")
                .problem();

        assertThat(read(problem)).isEqualTo(reader.readTree("""
                {"type":"urn:rootops:problem:bad-parameter","title":"A value that cannot be used","status":400,
                 "detail":"limit '0' cannot be used","instance":"/api/dashboard/commits",
                 "errors":[{"parameter":"limit","detail":"limit '0' cannot be used"}]}"""));
    }

    private JsonNode read(Object value) throws IOException {
        return reader.readTree(json.bytes(value));
    }
}
