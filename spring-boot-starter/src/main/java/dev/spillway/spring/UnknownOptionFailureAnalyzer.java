/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.spring;

import dev.spillway.jms.SpillwayConnectionFactory;
import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.PropertyMatches;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/** Names the nearest property of {@code spillway.jms} for one that doesn't exist; before Spring Boot's own analyzer. */
@Order(0)
final class UnknownOptionFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("spillway.jms");
    private static final Pattern DASH = Pattern.compile("-(.)");

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, UnboundConfigurationPropertiesException unbound) {
        List<ConfigurationProperty> unknown = unbound.getUnboundProperties().stream()
                .filter(property -> PREFIX.isAncestorOf(property.getName()))
                .toList();
        if (unknown.isEmpty()) {
            return null;
        }
        String description = unknown.stream()
                .map(property -> "There is no property '" + property.getName() + "' (" + property.getOrigin()
                        + "); did you mean '" + PREFIX + "." + nearest(property.getName()) + "'?")
                .collect(Collectors.joining(System.lineSeparator()));
        String action = "Use one of "
                + options()
                        .map(option -> PREFIX + "." + DataObjectPropertyName.toDashedForm(option))
                        .sorted()
                        .collect(Collectors.joining(", "))
                + ".";
        return new FailureAnalysis(description, action, unbound);
    }

    /** The factory's properties that text can set. */
    private static Stream<String> options() {
        return Arrays.stream(BeanUtils.getPropertyDescriptors(SpillwayConnectionFactory.class))
                .filter(property -> property.getWriteMethod() != null)
                .filter(property -> BeanUtils.isSimpleProperty(property.getPropertyType()))
                .map(PropertyDescriptor::getName);
    }

    private static String nearest(ConfigurationPropertyName unknown) {
        String dashed = unknown.getElement(PREFIX.getNumberOfElements(), Form.ORIGINAL);
        String name = DASH.matcher(dashed.toLowerCase(Locale.ROOT))
                .replaceAll(dash -> dash.group(1).toUpperCase(Locale.ROOT));
        Set<String> options = options().collect(Collectors.toSet());
        for (int distance = 1; ; distance++) {
            for (String match : PropertyMatches.forProperty(name, SpillwayConnectionFactory.class, distance)
                    .getPossibleMatches()) {
                if (options.contains(match)) {
                    return DataObjectPropertyName.toDashedForm(match);
                }
            }
        }
    }
}
