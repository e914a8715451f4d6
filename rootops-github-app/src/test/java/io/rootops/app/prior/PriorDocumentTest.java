package io.rootops.app.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.risk.Feature;
import io.rootops.core.risk.LogisticModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.ReferenceDistribution;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorDocumentTest {
    private final Prior prior = prior();

    @Test
    void whatIsWrittenIsReadAgain() {
        Prior read = PriorDocument.read("prior.json", json());

        assertThat(read.version()).isEqualTo("2026-11");
        assertThat(read.sources()).containsExactly("acme/shop", "acme/till");
        assertThat(read.model().features()).isEqualTo(Feature.learned());
        assertThat(read.model().means()).isEqualTo(prior.model().means());
        assertThat(read.model().deviations()).isEqualTo(prior.model().deviations());
        assertThat(read.model().weights()).isEqualTo(prior.model().weights());
        assertThat(read.model().intercept()).isEqualTo(prior.model().intercept());
        assertThat(read.reference().toArray()).hasSize(201).isSorted();
        assertThat(read.reference().percentile(0)).isBetween(49.0, 51.0);
    }

    @Test
    void itCarriesItsModelCard() {
        assertThat(new String(json(), StandardCharsets.UTF_8))
                .contains(
                        "\"schema\" : \"rootops.prior/1\"",
                        "\"made_by\" : \"make prior\"",
                        "\"repository\" : \"acme/shop\"",
                        "\"head\" : \"0123abc\"",
                        "\"name\" : \"la\"")
                .endsWith("}\n");
        assertThat(json()).hasSizeLessThan(20_000);
    }

    @Test
    void anotherVersionIsRefusedInAPlainSentence() {
        assertRefused(
                new String(json(), StandardCharsets.UTF_8).replace("rootops.prior/1", "rootops.prior/2"),
                "prior.json has the schema 'rootops.prior/2', and this RootOps reads 'rootops.prior/1';"
                        + " take the file that came with this version");
        assertRefused("{}", "prior.json has the schema 'null', and this RootOps reads 'rootops.prior/1';");
        assertRefused("null", "prior.json has the schema 'null'");
    }

    @Test
    void aDamagedOneIsRefusedInAPlainSentence() {
        String json = new String(json(), StandardCharsets.UTF_8);
        assertRefused(json.substring(0, json.length() / 2), "prior.json is damaged: it is no JSON of a prior");
        assertRefused("", "prior.json is damaged: it is no JSON of a prior");
        assertRefused(
                "{\"schema\":\"rootops.prior/1\",\"version\":\"x\"}",
                "prior.json is damaged: version, features, reference or sources are missing; take a whole copy");
        assertRefused(json.replace("\"deviation\" : 2.0", "\"deviation\" : -1"), "has mean", "deviation -1.0");
        assertRefused(json.replace("\"name\" : \"la\"", "\"name\" : \"moon\""), "names the feature 'moon'");
        assertRefused(json.replace("\"name\" : \"la\"", "\"nam\" : \"la\""), "names the feature 'null'");
    }

    private static void assertRefused(String json, String... words) {
        assertThatThrownBy(() -> PriorDocument.read("prior.json", json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PriorFormatException.class)
                .message()
                .contains(words)
                .doesNotContain("\n");
    }

    private byte[] json() {
        return PriorDocument.of(
                        prior,
                        List.of(
                                new PriorDocument.Source("acme/shop", "0123abc", 900, 120),
                                new PriorDocument.Source("acme/till", "4567def", 400, 31)),
                        "make prior",
                        "2026-11-25")
                .toJson();
    }

    private static Prior prior() {
        List<Feature> features = Feature.learned();
        double[] means = new double[features.size()];
        double[] deviations = new double[features.size()];
        double[] weights = new double[features.size()];
        Arrays.setAll(means, i -> i / 7.0);
        Arrays.fill(deviations, 2);
        Arrays.setAll(weights, i -> Math.sin(i));
        float[] logits = new float[1_200];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (i - 600) / 100f;
        }
        return new Prior(
                "2026-11",
                new LogisticModel(features, means, deviations, weights, -1.25),
                ReferenceDistribution.of(logits),
                List.of("acme/shop", "acme/till"));
    }
}
