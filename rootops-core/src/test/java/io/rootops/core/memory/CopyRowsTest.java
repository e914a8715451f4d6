package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyRowsTest {
    @Test
    void hostileTextComesBackAsItWentIn() throws SQLException {
        List<String> texts = List.of(
                "",
                "\\N",
                "\\.",
                "\\",
                "a\\\\b",
                "tab\tnewline\nreturn\r\b\f\u000b",
                "'\"{},;--",
                "\\x41",
                "\\101",
                "\u202ebidi\u2066",
                "emoji \ud83d\ude80",
                "\u0001\u001f\u007f\u0085\ufffe\uffff");
        try (TestDatabase db = TestDatabase.create();
                Connection connection = db.dataSource().getConnection()) {
            CopyRows rows = table(connection, "number integer, value text");
            for (int i = 0; i < texts.size(); i++) {
                rows.add(i).add(texts.get(i)).endRow();
            }
            rows.add(texts.size()).add((String) null).endRow();
            rows.send(connection);

            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("select value from copied order by number")) {
                for (String text : texts) {
                    assertThat(result.next()).isTrue();
                    assertThat(result.getString(1)).isEqualTo(text);
                }
                assertThat(result.next()).isTrue();
                assertThat(result.getString(1)).isNull();
            }
        }
    }

    @Test
    void whatTheDatabaseCannotHoldIsLeftOut() throws SQLException {
        assertThat(stored("text", rows -> rows.add("a\0b"))).isEqualTo("ab");
        assertThat(stored("text", rows -> rows.add("a\ud800b"))).isEqualTo("a?b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-02-28T23:59:59.123456Z",
                "0001-01-01T00:00:00Z",
                "0000-12-31T23:59:59Z",
                "-0043-03-15T12:00:00Z",
                "-3999-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+50000-06-01T00:00:00Z"
            })
    void timesComeBackAsTheyWentIn(String time) throws SQLException {
        Instant instant = Instant.parse(time);

        assertThat(stored("timestamptz", rows -> rows.addTime(instant), "extract(epoch from value)::numeric(30, 6)"))
                .isEqualTo("%d.%06d".formatted(instant.getEpochSecond(), instant.getNano() / 1_000));
    }

    @Test
    void timesBeyondTheDatabaseStandAtItsEdges() throws SQLException {
        String utc = "(value at time zone 'UTC')::date";
        assertThat(stored("timestamptz", rows -> rows.addTime(Instant.MIN), utc))
                .isEqualTo("4001-01-01 BC");
        assertThat(stored("timestamptz", rows -> rows.addTime(Instant.MAX), utc))
                .isEqualTo("200000-01-01");
    }

    @Test
    void numbersComeBackAsTheyWentIn() throws SQLException {
        assertThat(stored(
                        "real[]",
                        rows -> rows.addReals(new float[] {
                            1,
                            -0.5f,
                            1e-30f,
                            Float.MAX_VALUE,
                            16_777_217,
                            3e9f,
                            Float.NaN,
                            Float.POSITIVE_INFINITY,
                            Float.NEGATIVE_INFINITY
                        })))
                .isEqualTo("{1,-0.5,1e-30,3.4028235e+38,1.6777216e+07,3e+09,NaN,Infinity,-Infinity}");
        assertThat(stored("real[]", rows -> rows.addReals(new float[0]))).isEqualTo("{}");
        assertThat(stored("real[]", rows -> rows.addReals(null))).isEqualTo("null");
        assertThat(stored("float8", rows -> rows.add(Double.NaN))).isEqualTo("NaN");
        assertThat(stored("integer", rows -> rows.add(Integer.MIN_VALUE))).isEqualTo("-2147483648");
        assertThat(stored("boolean", rows -> rows.add(true))).isEqualTo("true");
    }

    @Test
    void shasComeBackAsTheyWentIn() throws SQLException {
        String sha = "00ff".repeat(10);
        assertThat(stored("bytea", rows -> rows.addSha(sha))).isEqualTo("\\x" + sha);
        assertThat(stored("bytea[]", rows -> rows.addShas(List.of(sha, sha))))
                .isEqualTo("{\"\\\\x" + sha + "\",\"\\\\x" + sha + "\"}");
        assertThat(stored("bytea[]", rows -> rows.addShas(List.of()))).isEqualTo("{}");
    }

    private interface Filling {
        CopyRows in(CopyRows rows);
    }

    private static String stored(String type, Filling filling) throws SQLException {
        return stored(type, filling, "value");
    }

    /** As the database prints it; {@code null} for none. */
    private static String stored(String type, Filling filling, String expression) throws SQLException {
        try (TestDatabase db = TestDatabase.create();
                Connection connection = db.dataSource().getConnection()) {
            CopyRows rows = table(connection, "value " + type);
            filling.in(rows).endRow();
            rows.send(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet result =
                            statement.executeQuery("select coalesce((" + expression + ")::text, 'null') from copied")) {
                assertThat(result.next()).isTrue();
                return result.getString(1);
            }
        }
    }

    private static CopyRows table(Connection connection, String columns) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table copied (" + columns + ")");
        }
        return new CopyRows("copied");
    }
}
