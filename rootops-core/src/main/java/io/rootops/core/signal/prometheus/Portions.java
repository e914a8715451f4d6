package io.rootops.core.signal.prometheus;

import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;

/** Questions about many services over a long time, in portions that a store answers: where one is too much, in halves. */
final class Portions {
    private static final int MOST_SERVICES = 20;
    /** Some proxies take no longer addresses than 8 kB, and a name may stand several times in a query. */
    private static final int MOST_CHARACTERS = 600;
    /** Less is not asked for: it would never end. */
    private static final int FEWEST_POINTS = 64;

    private final PrometheusClient client;

    Portions(PrometheusClient client) {
        this.client = client;
    }

    /** What is asked of some services. */
    interface Question {
        String of(List<ServiceName> services);
    }

    /** Told a part of the times, beginning at an index of all, and the series there. */
    interface Answer {
        void take(int from, List<PrometheusSeries> series);
    }

    void ask(List<ServiceName> services, Grid grid, Question question, Answer answer)
            throws StoreException, InterruptedException {
        List<ServiceName> portion = new ArrayList<>();
        int characters = 0;
        for (ServiceName each : services) {
            if (portion.size() == MOST_SERVICES || characters + each.name().length() > MOST_CHARACTERS) {
                over(portion, grid, question, answer);
                portion = new ArrayList<>();
                characters = 0;
            }
            portion.add(each);
            characters += each.name().length();
        }
        if (!portion.isEmpty()) {
            over(portion, grid, question, answer);
        }
    }

    private void over(List<ServiceName> services, Grid grid, Question question, Answer answer)
            throws StoreException, InterruptedException {
        for (int from = 0; from < grid.points(); from += PrometheusClient.MOST_POINTS) {
            int points = Math.min(PrometheusClient.MOST_POINTS, grid.points() - from);
            halving(services, grid, from, points, question, answer);
        }
    }

    private void halving(List<ServiceName> services, Grid grid, int from, int points, Question question, Answer answer)
            throws StoreException, InterruptedException {
        List<PrometheusSeries> series;
        try {
            series = client.queryRange(question.of(services), grid.part(from, points));
        } catch (StoreException e) {
            if (e.kind() != Kind.TOO_MUCH || services.size() == 1 && points <= FEWEST_POINTS) {
                throw e;
            }
            int half = services.size() / 2;
            if (half > 0) {
                halving(services.subList(0, half), grid, from, points, question, answer);
                halving(services.subList(half, services.size()), grid, from, points, question, answer);
            } else {
                int earlier = points / 2;
                halving(services, grid, from, earlier, question, answer);
                halving(services, grid, from + earlier, points - earlier, question, answer);
            }
            return;
        }
        answer.take(from, series);
    }
}
