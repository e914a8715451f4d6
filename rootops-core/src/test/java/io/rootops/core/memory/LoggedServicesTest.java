package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoggedServicesTest {
    @Test
    void aServiceIsFoundByItsNameInEachEnvironmentAndBeyondThoseThatAreListed() {
        try (TestDatabase db = TestDatabase.create()) {
            db.execute("insert into service (name, environment, first_seen_at, last_seen_at)"
                    + " select 'a' || it, '', now(), now() from generate_series(1, 300) it"
                    + " union all select 'till', unnest(array['', 'production']), now(), now()");
            db.execute("insert into log_count (service_id, minute, events, errors)"
                    + " select id, now(), 1, 1 from service where environment = 'production'");
            LoggedServices services = new LoggedServices(db.dsl());
            Instant now = Instant.now().plusSeconds(60);

            assertThat(services.services(now, 200)).hasSize(200);
            assertThat(services.named("till", now))
                    .extracting(LoggedServices.Service::environment)
                    .containsExactly("production", "");
            assertThat(services.named("a299", now)).hasSize(1);
            assertThat(services.named("unknown", now)).isEmpty();
        }
    }
}
