package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PathKindsTest {
    @Test
    void testsByFolderByNameAndByEnding() {
        for (String path : List.of(
                "src/test/data.bin",
                "Tests/x",
                "it/a.go",
                "spec/a",
                "testing/a",
                "TestBase.java",
                "a/mytesthelp.py",
                "Commit.java",
                "foo.spec.ts",
                "UnitTests.js",
                "src/test")) {
            assertThat(PathKinds.of(path).test()).as(path).isTrue();
        }
        for (String path : List.of(
                "src/main/A.java",
                "attest/A.java",
                "contest.md",
                "test.txt",
                "latest/x.c",
                "a.testing",
                "fit.c",
                "testa/B.rb")) {
            assertThat(PathKinds.of(path).test()).as(path).isFalse();
        }
    }

    @Test
    void aFileCountsInEveryKindItMeets() {
        PathKinds build = PathKinds.of("x/Pom.XML");
        assertThat(build.build() && build.configuration()).isTrue();
        assertThat(PathKinds.of("lib.gradle").build()).isTrue();
        assertThat(PathKinds.of("db/migration/V1.sql").migration()).isTrue();
        assertThat(PathKinds.of("schema.xml").migration()).isFalse();
        assertThat(PathKinds.of("README.md").documentation()).isTrue();
        assertThat(PathKinds.of("a.tar.gz").anyCode()).isFalse();
        assertThat(PathKinds.of("Makefile").build()).isTrue();
        PathKinds test = PathKinds.of("src/test/A.java");
        assertThat(test.anyCode() && !test.code()).isTrue();
        assertThat(PathKinds.of("src/main/A.java").code()).isTrue();
    }
}
