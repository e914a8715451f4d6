package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    @Test
    void is_migrated_fresh_and_in_another_time_zone() {
        try (TestDatabase first = TestDatabase.create();
                TestDatabase second = TestDatabase.create()) {
            first.execute("insert into repository (name, location, kind) values ('a/b', '/a/b', 'local')");

            assertThat(first.dsl().fetchValue("select count(*)::int from repository"))
                    .isEqualTo(1);
            assertThat(second.dsl().fetchValue("select count(*)::int from repository"))
                    .isEqualTo(0);
            assertThat(second.dsl().fetchValue("show time zone")).isEqualTo("America/Los_Angeles");
        }
    }
}
