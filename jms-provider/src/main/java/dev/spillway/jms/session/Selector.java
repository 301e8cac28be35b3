/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.transport.Delivery;
import jakarta.jms.InvalidSelectorException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.selector.filter.BooleanExpression;
import org.apache.activemq.artemis.selector.filter.FilterException;
import org.apache.activemq.artemis.selector.impl.SelectorParser;
import org.jspecify.annotations.Nullable;

/** A message selector (Jakarta Messaging 3.1, section 3.8). */
final class Selector implements Predicate<Delivery> {

    /** What the parser takes beyond JMS, once literals are out of the way. */
    private static final Pattern BEYOND_JMS = Pattern.compile("(?i)\\b(XPATH|XQUERY)\\s*''|:");

    private static final Pattern LITERAL = Pattern.compile("'[^']*'");

    private final String text;
    private final BooleanExpression expression;

    private Selector(String text, BooleanExpression expression) {
        this.text = text;
        this.expression = expression;
    }

    /**
     * The selector; {@code null} for one that is null or empty, which selects everything.
     *
     * @throws InvalidSelectorException if the text is no selector
     */
    static @Nullable Selector parse(@Nullable String text) throws InvalidSelectorException {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (BEYOND_JMS.matcher(LITERAL.matcher(text).replaceAll("''")).find()) {
            throw new InvalidSelectorException("'" + text + "' is not a message selector of JMS");
        }
        try {
            return new Selector(text, SelectorParser.parse(Negation.explicit(text)));
        } catch (FilterException e) {
            InvalidSelectorException refused =
                    new InvalidSelectorException("'" + text + "' is not a message selector: " + e.getMessage());
            refused.initCause(e);
            throw refused;
        }
    }

    /** Whether the selector is true of the message; an unknown result is not (section 3.8.1.2). */
    @Override
    public boolean test(Delivery delivery) {
        try {
            return expression.matches(new SelectorFields(delivery));
        } catch (FilterException | RuntimeException unknown) {
            // also arithmetic on what is no number, for which the parser has no exception of its own
            return false;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
