package io.rootops.core.signal.detect;

import io.rootops.core.signal.loki.LokiClient;
import io.rootops.core.signal.prometheus.PrometheusClient;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreHttp;

/** Whether a store of a kind answers. */
@FunctionalInterface
public interface StoreProbe {
    /**
     * @return what it tells of itself, in a few words; empty: nothing
     * @throws StoreException where it does not answer, or something else does
     */
    String ask(StoreHttp http) throws StoreException, InterruptedException;

    static String loki(StoreHttp http) throws StoreException, InterruptedException {
        return new LokiClient(http)
                .serviceLabel()
                .map(it -> "service label " + it)
                .orElse("no stream with a service yet");
    }

    static String prometheus(StoreHttp http) throws StoreException, InterruptedException {
        PrometheusClient client = new PrometheusClient(http);
        String version = client.probe();
        String rules = alertingRules(client);
        return version + (version.isEmpty() || rules.isEmpty() ? "" : ", ") + rules;
    }

    private static String alertingRules(PrometheusClient client) throws InterruptedException {
        try {
            int rules = client.alertingRules();
            return rules == 0 ? "no alerting rule" : rules == 1 ? "1 alerting rule" : rules + " alerting rules";
        } catch (StoreException e) {
            return ""; // some have none to tell; it answers questions, which is what was asked for
        }
    }
}
