package io.rootops.core.signal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogOwnerTest {
    private static final String ID = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "/logs/orders.log, orders,",
        "/logs/orders.log.1, orders,",
        "/logs/orders.log-20261129.gz, orders,",
        "/logs/orders-2026-11-29.log, orders,",
        "/logs/orders.2026-11-29.3.log.gz, orders,",
        "/logs/orders-2026-11-29T17-00-00.123.log.gz, orders,",
        "/logs/orders_20261129-170000.log, orders,",
        "/logs/orders-error.log, orders,",
        "/logs/worker-2.log, worker,",
        "/logs/worker-2.log.gz, worker,",
        "/logs/http2.log, http2,",
        "/logs/orders/app.log, orders,",
        "/srv/orders/logs/application-2026-11-29.log, orders,",
        "/logs/app.log, app,",
        "/logs/orders/2026-11-29.log, orders,",
        "/logs/check-out.log, check-out,",
        "/var/log/containers/cart-7d9-x2_shop_cart-ID.log, cart, shop",
        "/var/log/pods/shop_cart-7d9-x2_42-aa/cart/0.log, cart, shop",
        "/var/log/pods/shop_cart-7d9-x2_42-aa/cart/0.log.20261129-170000.gz, cart, shop",
        "/var/lib/docker/containers/ID/ID-json.log, 0123456789ab,",
        "/var/lib/docker/containers/ID/ID-json.log.1, 0123456789ab,",
    })
    void tellsWhoseLogAFileIs(String path, String service, @Nullable String environment) {
        Path file = Path.of(path.replace("ID", ID));
        Path live = file.resolveSibling(
                FileName.of(String.valueOf(file.getFileName())).live());
        assertThat(LogOwner.of(live)).isEqualTo(new LogOwner(service, environment));
    }
}
