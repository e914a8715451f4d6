package io.rootops.dashboard;

import io.rootops.core.memory.DeliveryMemory;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people and programs have done with a delivery; the log says by whom. */
final class DeliveryActions {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryActions.class);

    private final DeliveryMemory deliveries;

    DeliveryActions(DeliveryMemory deliveries) {
        this.deliveries = deliveries;
    }

    @FunctionalInterface
    interface Action {
        /** @throws ProblemException where there is no such delivery */
        void on(long id, HttpServletRequest request);
    }

    /** Has it worked on again from the beginning. */
    void replay(long id, HttpServletRequest request) {
        if (!deliveries.replay(id)) {
            throw ProblemException.unknownDelivery(id, request.getRequestURI());
        }
        LOG.info("Delivery {} is replayed by {}", id, Visitors.of(request).who());
    }

    /** Lets one that was set aside be. */
    void dismiss(long id, HttpServletRequest request) {
        String who = Visitors.of(request).who();
        if (!deliveries.dismiss(id, who)) {
            throw ProblemException.notSetAside(id, request.getRequestURI());
        }
        LOG.info("Delivery {} is dismissed by {}", id, who);
    }
}
