package io.rootops.app.webhook;

import io.rootops.app.access.ClientAddress;
import io.rootops.app.logs.DeliveryScope;
import io.rootops.core.webhook.Arrival;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers POST /webhooks/github, and leaves every other address to the handler behind it. A delivery is acknowledged
 * when it is signed and durably stored; nothing of it is parsed here. Needs no access control: the signature is one.
 */
final class WebhookReceiver extends Handler.Wrapper {
    static final String PATH = "/webhooks/github";
    static final int MOST_BYTES = 25 << 20;

    private static final long MOST_BYTES_AT_ONCE = 64 << 20;
    /** More than the largest body needs, and yet no client alone can use up all. */
    private static final long MOST_BYTES_EACH = MOST_BYTES_AT_ONCE / 2;

    static final int ACCEPTED = 202;
    private static final byte[] STORED = "stored\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KNOWN = "known already\n".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern GUID = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Pattern EVENT = Pattern.compile("[a-z0-9_]{1,64}");

    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    private final SignatureCheck signatures;
    private final InboxWriter writer;
    private final ReceiverMetrics metrics;
    private final RefusedSignatures refusedSignatures;
    private final BodyBudget budget = new BodyBudget(MOST_BYTES_AT_ONCE, MOST_BYTES_EACH);

    WebhookReceiver(
            Handler otherwise,
            SignatureCheck signatures,
            InboxWriter writer,
            ReceiverMetrics metrics,
            RefusedSignatures refusedSignatures) {
        super(otherwise);
        this.signatures = signatures;
        this.writer = writer;
        this.metrics = metrics;
        this.refusedSignatures = refusedSignatures;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!PATH.equals(request.getHttpURI().getCanonicalPath())) {
            return super.handle(request, response, callback);
        }
        Exchange exchange = new Exchange(request, response, callback);
        Refusal refusal = refusal(request);
        byte[] signature = refusal == null ? signature(request).orElse(null) : null;
        if (refusal != null) {
            exchange.refused(refusal);
        } else if (signature == null) {
            exchange.refused(Refusal.SIGNATURE);
        } else if (request.getLength() > MOST_BYTES) {
            exchange.refused(Refusal.TOO_LARGE);
        } else {
            exchange.receive(signature);
        }
        return true;
    }

    private @Nullable Refusal refusal(Request request) {
        if (!request.getMethod().equals("POST")) {
            return Refusal.METHOD;
        }
        if (!signatures.configured()) {
            return Refusal.NOT_CONFIGURED;
        }
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        boolean json = type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json")
                && !request.getHeaders().contains(HttpHeader.CONTENT_ENCODING);
        return json ? null : Refusal.TYPE;
    }

    private static Optional<byte[]> signature(Request request) {
        List<String> values = request.getHeaders().getValuesList(SignatureCheck.HEADER);
        return values.size() == 1 ? SignatureCheck.parse(values.get(0)) : Optional.empty();
    }

    /** One request on its way; answered once. */
    private final class Exchange implements BodyReader.Receiving {
        private final long began = System.nanoTime();
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final AtomicBoolean answered = new AtomicBoolean();
        private @Nullable BodyReader reader;
        private byte[] signature = {};

        Exchange(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        void receive(byte[] claimed) {
            signature = claimed;
            String client = ClientAddress.of(
                    Request.getRemoteAddr(request), request.getHeaders().get(HttpHeader.X_FORWARDED_FOR));
            BodyReader receiving = new BodyReader(request, client, MOST_BYTES, budget, this);
            reader = receiving;
            receiving.start();
        }

        @Override
        public void received(byte[] body) {
            if (!signatures.signed(body, signature)) {
                refused(Refusal.SIGNATURE);
                return;
            }
            String guid = request.getHeaders().get("X-GitHub-Delivery");
            String event = request.getHeaders().get("X-GitHub-Event");
            if (guid == null
                    || event == null
                    || !GUID.matcher(guid).matches()
                    || !EVENT.matcher(event).matches()) {
                refused(Refusal.HEADERS);
                return;
            }
            writer.write(Arrival.of(guid, event, body), result -> written(guid, event, result));
        }

        private void written(String guid, String event, InboxWriter.Result result) {
            if (result == InboxWriter.Result.FAILED) {
                refused(Refusal.NOT_STORED);
                return;
            }
            refusedSignatures.accepted();
            boolean isNew = result == InboxWriter.Result.STORED;
            metrics.acknowledged(isNew, System.nanoTime() - began);
            try (DeliveryScope scope = DeliveryScope.of(guid)) {
                LOG.info("{} is {}", event, isNew ? "stored" : "known already");
            }
            answer(ACCEPTED, "text/plain", isNew ? STORED : KNOWN);
        }

        @Override
        public void broken(BodyReader.Broken why) {
            refused(
                    switch (why) {
                        case TOO_LARGE -> Refusal.TOO_LARGE;
                        case BUSY -> Refusal.BUSY;
                        case SLOW -> Refusal.SLOW;
                    });
        }

        private void refused(Refusal refusal) {
            metrics.refused(refusal);
            if (refusal == Refusal.SIGNATURE) {
                refusedSignatures.refused();
            }
            if (refusal == Refusal.METHOD) {
                response.getHeaders().put(HttpHeader.ALLOW, "POST");
            }
            if (refusal == Refusal.BUSY || refusal == Refusal.NOT_STORED) {
                response.getHeaders().put(HttpHeader.RETRY_AFTER, "10");
            }
            answer(refusal.status(), "application/problem+json", refusal.problem());
        }

        private void answer(int status, String type, byte[] text) {
            if (answered.compareAndSet(false, true)) {
                response.setStatus(status);
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
                response.write(true, ByteBuffer.wrap(text), Callback.from(callback, this::release));
            }
        }

        private void release() {
            if (reader != null) {
                reader.release();
            }
        }
    }
}
