package io.rootops.app.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rootops.app.access.ClientAddress;
import io.rootops.app.access.SenderCheck;
import io.rootops.app.webhook.BodyBudget;
import io.rootops.app.webhook.BodyReader;
import io.rootops.core.incident.AlertReader;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.MalformedAlertException;
import io.rootops.core.memory.AlertInbox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers POST /webhooks/alertmanager, /webhooks/grafana and /webhooks/pagerduty, and leaves every other address to the handler
 * behind it. Alerts are acknowledged when they were understood and are durably stored; what comes of them is somebody else's
 * work.
 */
final class AlertReceiver extends Handler.Wrapper {
    static final int MOST_BYTES = 5 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(AlertReceiver.class);
    private static final int ACCEPTED = 202;
    private static final byte[] STORED = "stored\n".getBytes(StandardCharsets.US_ASCII);
    /** What is received is read as a whole too, which takes several times its size. */
    private static final long MOST_BYTES_AT_ONCE = 2L * MOST_BYTES;

    /** Who sends alerts, by where. */
    static final Map<String, IncidentSource> PATHS = Map.of(
            "/webhooks/alertmanager", IncidentSource.ALERTMANAGER,
            "/webhooks/grafana", IncidentSource.GRAFANA,
            "/webhooks/pagerduty", IncidentSource.PAGERDUTY);

    private final SenderCheck senders;
    private final @Nullable PagerDutySignature signature;
    private final AlertReader reader;
    private final AlertInbox inbox;
    private final MeterRegistry registry;
    private final Runnable stored;
    private final InstantSource clock;
    /** Half of it for each client, so that none can use up all. */
    private final BodyBudget budget = new BodyBudget(MOST_BYTES_AT_ONCE, MOST_BYTES_AT_ONCE / 2);

    /**
     * Answers when it is started.
     *
     * @param signature null: PagerDuty's webhooks are refused
     * @param stored called after each delivery that was stored
     */
    AlertReceiver(
            Handler otherwise,
            SenderCheck senders,
            @Nullable PagerDutySignature signature,
            AlertReader reader,
            AlertInbox inbox,
            MeterRegistry registry,
            Runnable stored,
            InstantSource clock) {
        super(otherwise);
        this.senders = senders;
        this.signature = signature;
        this.reader = reader;
        this.inbox = inbox;
        this.registry = registry;
        this.stored = stored;
        this.clock = clock;
        // All from the start, so that a rate over them is no gap.
        for (IncidentSource source : PATHS.values()) {
            requests(source, "stored", ACCEPTED);
            for (AlertRefusal refusal : AlertRefusal.values()) {
                requests(source, refusal.word(), refusal.status());
            }
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        IncidentSource source = PATHS.get(String.valueOf(request.getHttpURI().getCanonicalPath()));
        if (source == null) {
            return super.handle(request, response, callback);
        }
        Exchange exchange = new Exchange(source, request, response, callback);
        AlertRefusal refusal = refusal(source, request);
        if (refusal != null) {
            exchange.refused(refusal, refusal.detail());
        } else {
            exchange.receive();
        }
        return true;
    }

    private @Nullable AlertRefusal refusal(IncidentSource source, Request request) {
        if (!request.getMethod().equals("POST")) {
            return AlertRefusal.METHOD;
        }
        if (source != IncidentSource.PAGERDUTY) {
            AlertRefusal refusal = refusal(senders.of(request));
            return refusal == null && request.getLength() > MOST_BYTES ? AlertRefusal.TOO_LARGE : refusal;
        }
        if (signature == null) {
            return AlertRefusal.NOT_CONFIGURED;
        }
        if (claimed(request).isEmpty()) {
            return AlertRefusal.SIGNATURE;
        }
        return request.getLength() > MOST_BYTES ? AlertRefusal.TOO_LARGE : null;
    }

    private static @Nullable AlertRefusal refusal(SenderCheck.Answer answer) {
        return switch (answer) {
            case ADMITTED -> null;
            case NO_TOKEN -> AlertRefusal.NO_TOKEN;
            case UNKNOWN_TOKEN -> AlertRefusal.UNKNOWN_TOKEN;
            case SCOPE -> AlertRefusal.SCOPE;
            case OTHER_SITE -> AlertRefusal.OTHER_SITE;
            case TOO_MANY -> AlertRefusal.TOO_MANY;
            case DATABASE_AWAY -> AlertRefusal.NOT_STORED;
        };
    }

    private static List<byte[]> claimed(Request request) {
        return PagerDutySignature.parse(
                String.join(",", request.getHeaders().getValuesList(PagerDutySignature.HEADER)));
    }

    private Counter requests(IncidentSource source, String outcome, int code) {
        return Counter.builder("rootops.alert.requests")
                .tag("sender", source.word())
                .tag("outcome", outcome)
                .tag("code", Integer.toString(code))
                .description("Requests that send alerts")
                .register(registry);
    }

    /** One request on its way; answered once. */
    private final class Exchange implements BodyReader.Receiving {
        private final IncidentSource source;
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final AtomicBoolean answered = new AtomicBoolean();
        private @Nullable BodyReader body;

        Exchange(IncidentSource source, Request request, Response response, Callback callback) {
            this.source = source;
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        void receive() {
            String client = ClientAddress.of(
                    Request.getRemoteAddr(request), request.getHeaders().get(HttpHeader.X_FORWARDED_FOR));
            BodyReader receiving = new BodyReader(request, client, MOST_BYTES, budget, this);
            body = receiving;
            receiving.start();
        }

        @Override
        public void received(byte[] bytes) {
            boolean signed = source != IncidentSource.PAGERDUTY
                    || signature != null && signature.signed(bytes, claimed(request));
            if (!signed) {
                refused(AlertRefusal.SIGNATURE, AlertRefusal.SIGNATURE.detail());
                return;
            }
            Instant now = clock.instant();
            try {
                int alerts = reader.read(source, bytes, now).size();
                inbox.receive(source, bytes);
                LOG.debug("{} alerts of {} are stored", alerts, source.word());
            } catch (MalformedAlertException e) {
                refused(AlertRefusal.MALFORMED, String.valueOf(e.getMessage()));
                return;
            } catch (DataAccessException e) {
                LOG.warn("Alerts of {} are not stored and not acknowledged", source.title(), e);
                refused(AlertRefusal.NOT_STORED, AlertRefusal.NOT_STORED.detail());
                return;
            }
            requests(source, "stored", ACCEPTED).increment();
            answer(ACCEPTED, "text/plain", STORED);
            stored.run();
        }

        @Override
        public void broken(BodyReader.Broken why) {
            AlertRefusal refusal = switch (why) {
                case TOO_LARGE -> AlertRefusal.TOO_LARGE;
                case BUSY -> AlertRefusal.BUSY;
                case SLOW -> AlertRefusal.SLOW;
            };
            refused(refusal, refusal.detail());
        }

        void refused(AlertRefusal refusal, String detail) {
            requests(source, refusal.word(), refusal.status()).increment();
            if (refusal == AlertRefusal.METHOD) {
                response.getHeaders().put(HttpHeader.ALLOW, "POST");
            }
            if (refusal == AlertRefusal.NO_TOKEN || refusal == AlertRefusal.UNKNOWN_TOKEN) {
                response.getHeaders().add(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"rootops\"");
                response.getHeaders().add(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"rootops\"");
            }
            if (refusal.passes()) {
                response.getHeaders().put(HttpHeader.RETRY_AFTER, "10");
            }
            answer(refusal.status(), "application/problem+json", ProblemText.of(refusal, detail));
        }

        private void answer(int status, String type, byte[] text) {
            if (answered.compareAndSet(false, true)) {
                response.setStatus(status);
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
                response.write(true, ByteBuffer.wrap(text), Callback.from(callback, this::release));
            }
        }

        private void release() {
            if (body != null) {
                body.release();
            }
        }
    }
}
