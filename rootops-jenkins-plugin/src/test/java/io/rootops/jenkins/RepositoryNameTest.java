package io.rootops.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/shop",
                "https://github.com/acme/shop.git",
                "https://github.com/acme/shop/",
                "https://github.com/acme/shop.git/",
                "https://user:password@github.com/acme/shop.git",
                "HTTPS://GITHUB.example.com:8443/acme/shop.git",
                "ssh://git@github.example.com/acme/shop.git",
                "ssh://git@github.example.com:2222/acme/shop.git",
                "git@github.com:acme/shop.git",
                "git@github.com:acme/shop",
                "github.com:acme/shop.git",
                "git://github.com/acme/shop.git",
                "https://git.example.com/scm/acme/shop.git"
            })
    void isTheEndOfTheAddress(String remote) {
        assertThat(RepositoryName.of(remote)).contains("acme/shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/srv/git/acme/shop.git",
                "../shop",
                "file:///srv/git/acme/shop.git",
                "C:/git/acme/shop",
                "https://github.com/shop",
                "origin"
            })
    void isNotKnownOfAPath(String remote) {
        assertThat(RepositoryName.of(remote)).isEmpty();
    }
}
