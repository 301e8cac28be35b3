/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.jms.SpillwayConnectionFactory;
import dev.spillway.jms.destination.SpillwayQueue;
import dev.spillway.jms.destination.SpillwayTopic;
import dev.spillway.jms.sqs.ScriptedSqs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collections;
import java.util.Hashtable;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.spi.NamingManager;
import org.junit.jupiter.api.Test;

/** Connection factories and destinations by JNDI names, and in directories. */
class JndiTest {

    private static Context context(String... keysAndValues) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, SpillwayInitialContextFactory.class.getName());
        for (int i = 0; i < keysAndValues.length; i += 2) {
            environment.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new InitialContext(environment);
    }

    @Test
    void a_connection_factory_is_bound_by_its_uri() throws Exception {
        Context context = context("connectionFactory.jms/main", "spillway:aws?region=eu-west-1&prefetch=7");

        Object found = context.lookup("jms/main");

        assertThat(found)
                .isInstanceOfSatisfying(
                        SpillwayConnectionFactory.class,
                        factory -> assertThat(factory.getPrefetch()).isEqualTo(7));
        assertThat(context.lookup("jms/main")).isSameAs(found);
    }

    @Test
    void the_provider_url_is_the_default_connection_factory() throws Exception {
        Context context = context(Context.PROVIDER_URL, "spillway:aws?region=eu-west-1");

        assertThat(((SpillwayConnectionFactory) context.lookup("ConnectionFactory")).getRegion())
                .isEqualTo("eu-west-1");
    }

    @Test
    void destinations_are_bound_to_physical_names() throws Exception {
        Context context = context("queue.jms/orders", "orders-eu", "topic.prices", "prices-eu");

        assertThat(context.lookup("jms/orders")).isEqualTo(new SpillwayQueue("orders-eu"));
        assertThat(context.lookup("prices")).isEqualTo(new SpillwayTopic("prices-eu"));
        assertThat(context.lookup("dynamicQueues/other")).isEqualTo(new SpillwayQueue("other"));
        assertThat(context.lookup("dynamicTopics/other")).isEqualTo(new SpillwayTopic("other"));
    }

    @Test
    void names_with_slashes_make_subcontexts() throws Exception {
        Context context = context("queue.jms/a", "a", "queue.jms/b", "b", "queue.c", "c");

        assertThat(((Context) context.lookup("jms")).lookup("a")).isEqualTo(new SpillwayQueue("a"));
        assertThat(Collections.list(context.list("jms")))
                .extracting(NameClassPair::getName)
                .containsExactly("a", "b");
        assertThat(Collections.list(context.list("")))
                .extracting(NameClassPair::getName)
                .containsExactly("c", "jms");
    }

    @Test
    void a_name_that_is_not_bound_is_told_with_what_would_bind_it() throws Exception {
        Context context = context("queue.orders", "orders");

        assertThatThrownBy(() -> context.lookup("invoices"))
                .isInstanceOf(NameNotFoundException.class)
                .hasMessageContaining("[orders]")
                .hasMessageContaining("queue.invoices=");
    }

    @Test
    void a_line_that_is_wrong_is_refused() {
        assertThatThrownBy(() -> context("queue.orders", "two words"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("queue.orders")
                .hasMessageContaining("1 to 80 letters");
        assertThatThrownBy(() -> context("connectionFactory.main", "spillway:aws?prefech=7"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("did you mean 'prefetch'");
        assertThatThrownBy(() -> context("queues.orders", "orders"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("did you mean 'queue.orders'");
    }

    @Test
    void nothing_can_be_bound() throws Exception {
        Context context = context();

        assertThatThrownBy(() -> context.bind("orders", new SpillwayQueue("orders")))
                .isInstanceOf(OperationNotSupportedException.class);
    }

    @Test
    void what_a_directory_stored_comes_back() throws Exception {
        SpillwayConnectionFactory factory = new SpillwayConnectionFactory("spillway:aws?region=eu-west-1");
        factory.setPrefetch(7);
        factory.setTrustedClasses("com.example.*;java.util.ArrayList");

        SpillwayConnectionFactory restored = (SpillwayConnectionFactory) restored(factory);

        assertThat(restored.getRegion()).isEqualTo("eu-west-1");
        assertThat(restored.getPrefetch()).isEqualTo(7);
        assertThat(restored.getTrustedClasses()).isEqualTo("com.example.*;java.util.ArrayList");
        assertThat(restored(new SpillwayQueue("orders"))).isEqualTo(new SpillwayQueue("orders"));
        assertThat(restored(new SpillwayTopic("prices"))).isEqualTo(new SpillwayTopic("prices"));
    }

    private static Object restored(Referenceable stored) throws Exception {
        return NamingManager.getObjectInstance(stored.getReference(), null, null, null);
    }

    @Test
    void references_of_others_are_left_to_others() throws Exception {
        Reference other = new Reference("com.example.Pool", SpillwayObjectFactory.class.getName(), null);

        assertThat(new SpillwayObjectFactory().getObjectInstance(other, null, null, null))
                .isNull();
        assertThat(new SpillwayObjectFactory().getObjectInstance("text", null, null, null))
                .isNull();
    }

    @Test
    void a_factory_is_serialised_as_its_uri() throws Exception {
        SpillwayConnectionFactory factory = new SpillwayConnectionFactory("spillway:http://127.0.0.1:4566");
        factory.setLinger(5);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(factory);

        Object restored = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(((SpillwayConnectionFactory) restored).getUri())
                .isEqualTo("spillway:http://127.0.0.1:4566?linger=5");
    }

    @Test
    void a_secret_key_is_not_stored() {
        SpillwayConnectionFactory factory = new SpillwayConnectionFactory("spillway:aws?accessKey=AKIA&secretKey=hush");

        assertThatThrownBy(factory::getReference)
                .isInstanceOf(NamingException.class)
                .hasMessageContaining("secretKey")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(factory))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void a_factory_that_was_given_a_client_is_not_stored() {
        assertThatThrownBy(new SpillwayConnectionFactory(new ScriptedSqs())::getReference)
                .isInstanceOf(NamingException.class)
                .hasMessageContaining("given a client");
    }
}
