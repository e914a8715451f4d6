package io.rootops.core.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.change.Author;
import io.rootops.core.privacy.Forgotten.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymsTest {
    private static final byte[] SALT = "salt".getBytes(StandardCharsets.UTF_8);
    private static final Pseudonyms PEOPLE = new Pseudonyms(
            List.of(
                    Forgotten.of(Kind.ADDRESS, "Ana@Example.org", SALT, "forgotten-1f-1@forgotten.invalid"),
                    Forgotten.of(
                            Kind.ADDRESS, "ana-l@users.noreply.github.com", SALT, "forgotten-1f-2@forgotten.invalid"),
                    Forgotten.of(Kind.NAME, "Ana Mar\u00eda L\u00f3pez", SALT, "forgotten-1f"),
                    Forgotten.of(Kind.NAME, "Ana L\u00f3pez", SALT, "forgotten-1f"),
                    Forgotten.of(Kind.NAME, "Bob", SALT, "forgotten-2a"),
                    Forgotten.of(Kind.LOGIN, "ana-l", SALT, "forgotten-1f")),
            SALT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Signed-off-by: Ana <ana@example.org>|Signed-off-by: forgotten-1f <forgotten-1f-1@forgotten.invalid>",
                "Thanks, Ana L\u00f3pez, for this|Thanks, forgotten-1f, for this",
                "thanks to ana  l\u00d3PEZ.|thanks to forgotten-1f.",
                "Ana Mar\u00eda L\u00f3pez and Ana L\u00f3pez|forgotten-1f and forgotten-1f",
                "ask ana@example.org. Or <ANA@EXAMPLE.ORG>|ask forgotten-1f-1@forgotten.invalid. Or"
                        + " <forgotten-1f-1@forgotten.invalid>",
                "by 12345+ana-l@users.noreply.github.com|by forgotten-1f-2@forgotten.invalid",
                "cc @ana-l, @Ana-L|cc @forgotten-1f, @forgotten-1f",
                "Merge pull request #5 from bob/ana-l|Merge pull request #5 from bob/ana-l",
                "Merge pull request #5 from ana-l/topic|Merge pull request #5 from forgotten-1f/topic",
                "Merge branch 'x' of github.com:ana-l/shop|Merge branch 'x' of github.com:forgotten-1f/shop",
                "Merge branch 'x' of https://ghe.acme.example:8443/Ana-L/shop into y|Merge branch 'x' of"
                        + " https://ghe.acme.example:8443/forgotten-1f/shop into y",
                "Merge branch 'main' into ana-l/x|Merge branch 'main' into forgotten-1f/x",
                "Merge branches 'ana-l/x' and 'bob/y'|Merge branches 'forgotten-1f/x' and 'bob/y'",
                "Merge remote-tracking branch 'ana-l/x'|Merge remote-tracking branch 'forgotten-1f/x'",
                "see https://github.com/ana-l.|see https://github.com/forgotten-1f.",
                "_@ana-l_ wrote it|_@forgotten-1f_ wrote it",
                "cc @ana_acme, from ana-lee/x, src/ana-l/A.java|cc @ana_acme, from ana-lee/x, src/ana-l/A.java",
                "bob the builder, Anabel L\u00f3pez, Ana, L\u00f3pez|bob the builder, Anabel L\u00f3pez, Ana, L\u00f3pez",
                "x@ana-l y.ana@example.org ana@example.org.uk|x@ana-l y.ana@example.org ana@example.org.uk",
                "Co-authored-by: A <a@b.c>, Ana L. <ana@example.org>|Co-authored-by: A <a@b.c>, forgotten-1f"
                        + " <forgotten-1f-1@forgotten.invalid>"
            })
    void textNamesThemNoMoreAndOthersStay(String written, String shown) {
        assertThat(PEOPLE.text(written)).isEqualTo(shown);
        assertThat(PEOPLE.text(shown)).isEqualTo(shown);
    }

    @Test
    void authorsAndLoginsAreToldByTheirAddressAndAccount() {
        assertThat(PEOPLE.author(new Author("ana@example.org", "Whatever", true)))
                .isEqualTo(new Author("forgotten-1f-1@forgotten.invalid", "forgotten-1f", true));
        Author other = new Author("ana@example.com", "Ana L\u00f3pez", false);
        assertThat(PEOPLE.author(other)).isEqualTo(other);
        assertThat(PEOPLE.login("Ana-L")).isEqualTo("forgotten-1f");
        assertThat(PEOPLE.login("bob")).isEqualTo("bob");
        assertThat(PEOPLE.login(null)).isNull();
    }

    @Test
    void whatIsHostileCostsNoMoreThanItsLength() {
        for (String part :
                List.of("a", "a@", "<", "<a@b", "@a", "a ", ":", "\n", "a.", "--", "a.bc/", "from a-", "'a_", "@a_")) {
            String text = "x " + part.repeat(200_000) + "a b";
            assertThat(PEOPLE.text(text)).isEqualTo(text);
        }
    }

    @Test
    void aPersonIsWrittenAsInACommit() {
        assertThat(Person.parse(" Ana L <ana@example.org> ", List.of("a@b.c"), List.of("ana-l")))
                .isEqualTo(new Person(
                        "Ana L",
                        List.of("ana@example.org", "a@b.c", "ana-l@users.noreply.github.com"),
                        List.of("ana-l")));
        assertThat(Person.parse("ana@example.org", List.of(), List.of("@ana-l", "ana-l"))
                        .logins())
                .containsExactly("ana-l");
        assertThat(Person.parse("ana@example.org", List.of(), List.of()).name()).isNull();
        assertThat(Person.parse("<ana@example.org>", List.of(), List.of()).name())
                .isNull();
        assertThatThrownBy(() -> Person.parse("Ana", List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'Ana': expected 'Name <mail@example.org>', or the address alone");
        assertThatThrownBy(() -> Person.parse("ana@example.org", List.of("Ana <a@b.c>"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--address 'Ana <a@b.c>': expected an address alone, such as mail@example.org; a name goes"
                        + " into PERSON");
        assertThatThrownBy(() -> Person.parse("ana@example.org", List.of(), List.of("@")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--login '@': expected the name of an account, such as ana-l: letters, digits and hyphens");
    }
}
