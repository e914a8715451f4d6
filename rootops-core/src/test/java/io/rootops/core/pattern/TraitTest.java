package io.rootops.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraitTest {
    private static final Features NONE = new Features(new float[Feature.values().length]);

    @ParameterizedTest
    @CsvSource({
        "dependencies, web/package-lock.json, true",
        "dependencies, requirements-dev.txt, true",
        "dependencies, src/Pom.java, false",
        "ci, .github/workflows/build.yml, true",
        "ci, Jenkinsfile, true",
        "ci, docs/github/workflows.md, false",
        "infrastructure, deploy/k8s/web.yaml, true",
        "infrastructure, Dockerfile, true",
        "infrastructure, docker-compose.override.yml, true",
        "infrastructure, src/helmet/A.java, false"
    })
    void kindsOfChangeAreToldByPaths(String kind, String path, boolean met) {
        Trait trait = Trait.of(ChangeKind.valueOf(kind.toUpperCase(Locale.ROOT)));

        assertThat(trait.met(NONE, List.of("A.java", path))).isEqualTo(met);
    }

    @Test
    void kindsAndSizesAreToldByFeatures() {
        float[] values = new float[Feature.values().length];
        values[Feature.MIGF.ordinal()] = 1;
        values[Feature.LA.ordinal()] = 40;
        values[Feature.LD.ordinal()] = 20;
        values[Feature.NF.ordinal()] = 3;
        values[Feature.TESTF.ordinal()] = Float.NaN;
        Features features = new Features(values);

        assertThat(Trait.of(ChangeKind.MIGRATION).met(features, List.of())).isTrue();
        assertThat(Trait.of(ChangeKind.TESTS_ONLY).met(features, List.of())).isFalse();
        assertThat(Trait.of(SizeBand.LINES_200).met(features, List.of())).isTrue();
        assertThat(Trait.of(SizeBand.LINES_50).met(features, List.of())).isFalse();
        assertThat(Trait.of(SizeBand.FILES_5).met(features, List.of())).isTrue();
    }

    @Test
    void directoriesAndPairsAreToldByPaths() {
        assertThat(Trait.path("db").met(NONE, List.of("db/V1.sql"))).isTrue();
        assertThat(Trait.path("db").met(NONE, List.of("dbx/V1.sql", "a/db/V1.sql")))
                .isFalse();
        Trait pair = new Trait(PatternKind.PAIR, "a", "b");
        assertThat(pair.met(NONE, List.of("a", "c"))).isTrue();
        assertThat(pair.met(NONE, List.of("a", "b"))).isFalse();
    }
}
