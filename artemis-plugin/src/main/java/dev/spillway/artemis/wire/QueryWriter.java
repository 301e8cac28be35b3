/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TraitType;

/**
 * Writes any shape of the SDK as the XML of AWS Query, by its {@link SdkField}s; lists and maps are flattened. What is null
 * or was never set is left out.
 */
final class QueryWriter {

    private final QueryNames names;
    private final XmlText xml;

    QueryWriter(String operation, XmlText xml) {
        this.names = new QueryNames(operation);
        this.xml = xml;
    }

    void write(SdkPojo shape) {
        for (SdkField<?> field : shape.sdkFields()) {
            Object value = field.getValueOrDefault(shape);
            if (value != null) {
                write(names.elements(field), field, value);
            }
        }
    }

    private void write(String name, SdkField<?> field, Object value) {
        switch (field.marshallingType().getKnownType()) {
            case STRING, INTEGER, LONG, BOOLEAN -> xml.element(name, value.toString());
            case SDK_BYTES ->
                xml.element(name, Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe()));
            case SDK_POJO -> {
                xml.open(name);
                write((SdkPojo) value);
                xml.close(name);
            }
            case LIST -> writeList(name, field, (List<?>) value);
            case MAP -> writeMap(name, field, (Map<?, ?>) value);
            default ->
                throw new IllegalArgumentException(
                        field.memberName() + " is of a type without AWS Query: " + field.marshallingType());
        }
    }

    private void writeList(String name, SdkField<?> field, List<?> list) {
        SdkField<?> member =
                field.getTrait(ListTrait.class, TraitType.LIST_TRAIT).memberFieldInfo();
        for (Object element : list) {
            write(name, member, element);
        }
    }

    private void writeMap(String name, SdkField<?> field, Map<?, ?> map) {
        SdkField<?> member = field.getTrait(MapTrait.class, TraitType.MAP_TRAIT).valueFieldInfo();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            xml.open(name).element(QueryNames.key(field), (String) entry.getKey());
            write(QueryNames.value(), member, entry.getValue());
            xml.close(name);
        }
    }
}
