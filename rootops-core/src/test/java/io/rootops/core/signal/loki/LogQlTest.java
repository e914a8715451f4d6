package io.rootops.core.signal.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.signal.ServiceName;
import org.junit.jupiter.api.Test;

class LogQlTest {
    @Test
    void linesOfAServiceWhereItRunsIsKnown() {
        assertThat(LogQl.lines("app", new ServiceName("till \"2\"", ""), null)).isEqualTo("{app=\"till \\\"2\\\"\"}");
        assertThat(LogQl.lines("app", new ServiceName("till", "prod"), null))
                .startsWith(
                        "{app=\"till\"} | deployment_environment_name=\"prod\" or deployment_environment=\"prod\" or ")
                .endsWith(" or namespace=\"prod\" or k8s_namespace_name=\"prod\"");
    }

    @Test
    void aTemplateIsFoundByItsLongestWordsWhateverIsBetweenThem() {
        ServiceName till = new ServiceName("till", "");

        assertThat(LogQl.lines("app", till, "no till <*> for order-<*>, says \"the bank\""))
                .isEqualTo("{app=\"till\"} |= \"order-\" |= \"till\" |= \"says\"");
        assertThat(LogQl.lines("app", till, "<*> <*> at <*>")).isEqualTo("{app=\"till\"}");
        assertThat(LogQl.lines("app", till, "path C:\\logs\\till <*>"))
                .isEqualTo("{app=\"till\"} |= \"path\" |= \"logs\" |= \"till\"");
    }
}
