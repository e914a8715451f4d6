package io.rootops.dashboard;

import io.rootops.dashboard.events.CloudEvent;
import io.rootops.dashboard.events.CloudEvents;
import io.rootops.dashboard.events.MalformedEventException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * POST /api/v1/events: CloudEvents that tell of deployments, of incidents, and of changes that are no commits; others are of no use
 * here, which is no error. All are read before the first is kept.
 */
final class EventsServlet extends JsonServlet {
    private static final Logger LOG = LoggerFactory.getLogger(EventsServlet.class);
    private static final int MOST_BYTES = 1024 * 1024;

    private final transient EventIntake events;

    EventsServlet(Json json, EventIntake events) {
        super(json);
        this.events = events;
    }

    /**
     * What came of what was sent.
     *
     * @param taken so many said something new
     * @param known so many said nothing new
     * @param ignored so many are of types that RootOps has no use for
     */
    private record Taken(int taken, int known, int ignored) {}

    @Override
    List<String> methods() {
        return List.of("POST");
    }

    @Override
    Answer answer(HttpServletRequest request) throws IOException {
        SameOrigin.require(request);
        String path = request.getRequestURI();
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw ProblemException.badParameter(
                    "body", "The body is larger than " + MOST_BYTES / 1024 + " KiB; send fewer events at once", path);
        }
        List<BooleanSupplier> read = new ArrayList<>();
        int ignored = 0;
        try {
            for (CloudEvent event : CloudEvents.read(request.getContentType(), request::getHeader, body)) {
                Optional<BooleanSupplier> told = events.read(event, request);
                if (told.isPresent()) {
                    read.add(told.get());
                } else {
                    LOG.debug("Event {} of {} is of no use: {}", event.id(), event.source(), event.type());
                    ignored++;
                }
            }
        } catch (MalformedEventException e) {
            String detail = String.valueOf(e.getMessage());
            throw e.field().equals(CloudEvents.CONTENT_TYPE)
                    ? ProblemException.unsupportedMediaType(e.field(), detail, path)
                    : ProblemException.badParameter(e.field(), detail, path);
        }
        int news = 0;
        for (BooleanSupplier keeping : read) {
            news += keeping.getAsBoolean() ? 1 : 0;
        }
        return Answer.of(202, "application/json", json.bytes(new Taken(news, read.size() - news, ignored)));
    }
}
