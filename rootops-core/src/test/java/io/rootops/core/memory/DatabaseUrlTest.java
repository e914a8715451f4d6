package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "postgres://me:secret@db.example:5433/ops, jdbc:postgresql://db.example:5433/ops, me, secret",
        "postgresql://me:secret@db/ops?sslmode=require, jdbc:postgresql://db/ops?sslmode=require, me, secret",
        "jdbc:postgresql://db:5432/ops?user=me&password=secret&ssl=true, jdbc:postgresql://db:5432/ops?ssl=true, me, secret",
        "postgres://me@db/ops, jdbc:postgresql://db/ops, me,",
        "postgres://db/ops, jdbc:postgresql://db/ops,,",
        "postgres://me:a%2Fb%40c%25+d@db/ops, jdbc:postgresql://db/ops, me, a/b@c%+d",
        "postgres://me:with@sign:and:colons@db/ops, jdbc:postgresql://db/ops, me, with@sign:and:colons",
        "postgres://me:pw@[::1]:5432/ops, jdbc:postgresql://[::1]:5432/ops, me, pw",
        "'postgres://me:pw@a:1,b:2/ops?target=x', 'jdbc:postgresql://a:1,b:2/ops?target=x', me, pw",
        "postgres://me:pw@db/ops?channel_binding=require, jdbc:postgresql://db/ops?channelBinding=require, me, pw",
    })
    void forms(String text, String jdbcUrl, String user, String password) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertThat(url.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(url.user()).isEqualTo(user);
        assertThat(url.password()).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://me:hunter2@db/ops",
                "postgres://me:hunter2@db",
                "postgres://me:hunter2@db/",
                "postgres://me:hunter2/x@db/ops",
                "db.example/ops?password=hunter2",
            })
    void other_forms_are_refused_without_repeating_them(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("DATABASE_URL is not understood: expected postgres://user:password@host:5432/")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void is_printed_without_secrets() {
        assertThat(DatabaseUrl.parse("postgres://me:hunter2@db:1/ops?sslpassword=hunter3"))
                .hasToString("db:1/ops");
    }
}
