/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.artemis.aws.QueueAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserPermissionsTest {

    @TempDir
    Path folder;

    @Test
    void an_answer_that_a_refresh_overtakes_is_not_kept() throws Exception {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        try (TestBroker broker = TestBroker.start(folder)) {
            UserPermissions permissions = new UserPermissions(
                    broker.broker().getActiveMQServer(),
                    new Once(meanwhile),
                    "user",
                    List.of("senders"),
                    () -> List.of());
            meanwhile.set(permissions::refresh);

            assertThat(permissions.allow(QueueAccess.SEND, "orders")).isTrue();

            assertThat(permissions.allow(QueueAccess.SEND, "orders")).isFalse();
        }
    }

    /** Says yes to the first question, after what happens meanwhile, and no to all others. */
    private static final class Once implements ActiveMQSecurityManager5 {

        private final AtomicReference<Runnable> meanwhile;

        private Once(AtomicReference<Runnable> meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
            Runnable first = meanwhile.getAndSet(null);
            if (first != null) {
                first.run();
            }
            return first != null;
        }

        @Override
        public Subject authenticate(String user, String password, RemotingConnection connection, String domain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean validateUser(String user, String password) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
            throw new UnsupportedOperationException();
        }
    }
}
