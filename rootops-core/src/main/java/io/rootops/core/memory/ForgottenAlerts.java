package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.ALERT_INBOX;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rootops.core.privacy.Pseudonyms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jooq.DSLContext;

/** What names a person among the bodies of alerts whose work is not done: that is still done by them, so they stay. */
final class ForgottenAlerts {
    private static final JsonFactory JSON = new JsonFactory();

    private final DSLContext db;
    private final Pseudonyms people;

    ForgottenAlerts(DSLContext db, Pseudonyms people) {
        this.db = db;
        this.people = people;
    }

    /** @return how many of them named somebody who is forgotten */
    int rewrite() {
        int rewritten = 0;
        for (long id : db.select(ALERT_INBOX.ID)
                .from(ALERT_INBOX)
                .orderBy(ALERT_INBOX.ID)
                .fetch(ALERT_INBOX.ID)) {
            rewritten += db.transactionResult(tx -> new ForgottenAlerts(tx.dsl(), people).rewrite(id));
        }
        return rewritten;
    }

    private int rewrite(long id) {
        byte[] body = db.select(ALERT_INBOX.BODY)
                .from(ALERT_INBOX)
                .where(ALERT_INBOX.ID.eq(id))
                .forUpdate()
                .fetchOne(ALERT_INBOX.BODY);
        if (body == null) {
            return 0; // its work is done by now
        }
        byte[] rewritten = rewritten(body);
        return Arrays.equals(body, rewritten)
                ? 0
                : db.update(ALERT_INBOX)
                        .set(ALERT_INBOX.BODY, rewritten)
                        .where(ALERT_INBOX.ID.eq(id))
                        .execute();
    }

    /** The same where it names nobody who is forgotten. */
    byte[] rewritten(byte[] body) {
        if (people.none()) {
            return body;
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream(body.length);
        boolean changed = false;
        try (JsonParser parser = JSON.createParser(body);
                JsonGenerator generator = JSON.createGenerator(written)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    String text = people.text(parser.getText());
                    changed |= !text.equals(parser.getText());
                    generator.writeString(text);
                } else {
                    generator.copyCurrentEventExact(parser);
                }
            }
        } catch (JacksonException e) {
            // What is no JSON has no values to look at one by one.
            return people.text(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // arrays neither end early nor fill up
        }
        return changed ? written.toByteArray() : body;
    }
}
