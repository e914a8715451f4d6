package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class BrowserConditionTest {
    @Test
    void a_missing_browser_fails_where_it_is_required_and_skips_elsewhere() {
        assertThat(BrowserCondition.decide(true, true).isDisabled()).isFalse();
        assertThat(BrowserCondition.decide(false, false).isDisabled()).isTrue();
        assertThatThrownBy(() -> BrowserCondition.decide(false, true))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("apt-get install");
    }
}
