package org.modelwright.data;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassSignature;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodSignature;
import java.lang.classfile.Signature;
import java.lang.classfile.Signature.ArrayTypeSig;
import java.lang.classfile.Signature.BaseTypeSig;
import java.lang.classfile.Signature.ClassTypeSig;
import java.lang.classfile.Signature.TypeArg;
import java.lang.classfile.Signature.TypeParam;
import java.lang.classfile.Signature.TypeVarSig;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One class file as the text of its declarations; private and synthetic members are left out.
final class ClassDeclaration {

  private final ClassModel model;
  private final String binaryName;

  ClassDeclaration(ClassModel model) {
    this.model = model;
    this.binaryName = model.thisClass().asInternalName().replace('/', '.');
  }

  /// The declaration, or an empty text for an anonymous, local or synthetic class.
  String text() {
    if (isUnnamed() || (model.flags().flagsMask() & ClassFile.ACC_SYNTHETIC) != 0) {
      return "";
    }
    var out = new StringBuilder();
    int dot = binaryName.lastIndexOf('.');
    if (dot > 0) {
      out.append("package ").append(binaryName, 0, dot).append(";\n\n");
    }
    header(out);
    for (FieldModel field : model.fields()) {
      if (isShown(field.flags().flagsMask())) {
        field(out, field);
      }
    }
    for (MethodModel method : model.methods()) {
      String name = method.methodName().stringValue();
      if (isShown(method.flags().flagsMask()) && !name.equals("<clinit>")) {
        method(out, method, name);
      }
    }
    return out.append("}\n").toString();
  }

  private boolean isUnnamed() {
    return model
        .findAttribute(Attributes.innerClasses())
        .flatMap(inner -> inner.classes().stream().filter(this::isThis).findFirst())
        .map(info -> info.innerName().isEmpty() || info.outerClass().isEmpty())
        .orElse(false);
  }

  private boolean isThis(InnerClassInfo info) {
    return info.innerClass().asInternalName().equals(model.thisClass().asInternalName());
  }

  private static boolean isShown(int flags) {
    return (flags & (ClassFile.ACC_PRIVATE | ClassFile.ACC_SYNTHETIC)) == 0;
  }

  private void header(StringBuilder out) {
    int flags = model.flags().flagsMask();
    boolean isInterface = (flags & ClassFile.ACC_INTERFACE) != 0;
    boolean isEnum = (flags & ClassFile.ACC_ENUM) != 0;
    ClassSignature signature =
        model
            .findAttribute(Attributes.signature())
            .map(attribute -> attribute.asClassSignature())
            .orElseGet(this::plainSignature);
    int implied = isInterface ? ClassFile.ACC_ABSTRACT : 0;
    modifiers(out, flags & Modifier.classModifiers() & ~implied);
    boolean isAnnotation = (flags & ClassFile.ACC_ANNOTATION) != 0;
    out.append(
        isAnnotation ? "@interface " : isInterface ? "interface " : isEnum ? "enum " : "class ");
    out.append(simpleName()).append(parameters(signature.typeParameters()));
    String parent = type(signature.superclassSignature());
    if (!isInterface && !parent.equals("Object") && !isEnum) {
      out.append(" extends ").append(parent);
    }
    if (!signature.superinterfaceSignatures().isEmpty()) {
      out.append(isInterface ? " extends " : " implements ");
      out.append(types(signature.superinterfaceSignatures()));
    }
    out.append(" {\n");
  }

  private ClassSignature plainSignature() {
    ClassTypeSig parent =
        ClassTypeSig.of(
            model.superclass().map(s -> s.asSymbol()).orElse(ClassDesc.of("java.lang.Object")));
    return ClassSignature.of(
        parent,
        model.interfaces().stream()
            .map(i -> ClassTypeSig.of(i.asSymbol()))
            .toArray(ClassTypeSig[]::new));
  }

  private String simpleName() {
    return binaryName.substring(binaryName.lastIndexOf('.') + 1).replace('$', '.');
  }

  private static void field(StringBuilder out, FieldModel field) {
    Signature type =
        field
            .findAttribute(Attributes.signature())
            .map(attribute -> attribute.asTypeSignature())
            .orElseGet(() -> Signature.of(field.fieldTypeSymbol()));
    out.append("    ");
    modifiers(out, field.flags().flagsMask() & Modifier.fieldModifiers());
    out.append(type(type)).append(' ').append(field.fieldName().stringValue()).append(";\n");
  }

  private void method(StringBuilder out, MethodModel method, String name) {
    MethodSignature signature =
        method
            .findAttribute(Attributes.signature())
            .map(attribute -> attribute.asMethodSignature())
            .orElseGet(() -> MethodSignature.of(method.methodTypeSymbol()));
    out.append("    ");
    modifiers(out, method.flags().flagsMask() & Modifier.methodModifiers());
    String parameters = parameters(signature.typeParameters());
    out.append(parameters).append(parameters.isEmpty() ? "" : " ");
    if (name.equals("<init>")) {
      out.append(simpleName().substring(simpleName().lastIndexOf('.') + 1));
    } else {
      out.append(type(signature.result())).append(' ').append(name);
    }
    out.append('(').append(types(signature.arguments())).append(')');
    List<String> thrown = new ArrayList<>();
    if (signature.throwableSignatures().isEmpty()) {
      method
          .findAttribute(Attributes.exceptions())
          .ifPresent(
              e -> e.exceptions().forEach(c -> thrown.add(type(Signature.of(c.asSymbol())))));
    } else {
      signature.throwableSignatures().forEach(t -> thrown.add(type((Signature) t)));
    }
    out.append(thrown.isEmpty() ? "" : " throws " + String.join(", ", thrown)).append(";\n");
  }

  private static void modifiers(StringBuilder out, int flags) {
    out.append(Modifier.toString(flags)).append(flags == 0 ? "" : " ");
  }

  private static String parameters(List<TypeParam> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.stream()
            .map(ClassDeclaration::parameter)
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String parameter(TypeParam parameter) {
    List<String> bounds = new ArrayList<>();
    parameter
        .classBound()
        .map(ClassDeclaration::type)
        .filter(bound -> !bound.equals("Object"))
        .ifPresent(bounds::add);
    parameter.interfaceBounds().forEach(bound -> bounds.add(type(bound)));
    return parameter.identifier()
        + (bounds.isEmpty() ? "" : " extends " + String.join(" & ", bounds));
  }

  private static String types(List<? extends Signature> types) {
    return types.stream().map(ClassDeclaration::type).collect(Collectors.joining(", "));
  }

  /// Simple names, as source text with imports has them.
  private static String type(Signature type) {
    return switch (type) {
      case BaseTypeSig base -> primitive(base);
      case ArrayTypeSig array -> type(array.componentSignature()) + "[]";
      case TypeVarSig variable -> variable.identifier();
      case ClassTypeSig named -> {
        String outer = named.outerType().map(o -> type(o) + ".").orElse("");
        String name = named.className().substring(named.className().lastIndexOf('/') + 1);
        String arguments =
            named.typeArgs().isEmpty()
                ? ""
                : named.typeArgs().stream()
                    .map(ClassDeclaration::argument)
                    .collect(Collectors.joining(", ", "<", ">"));
        yield outer + name.replace('$', '.') + arguments;
      }
    };
  }

  private static String primitive(BaseTypeSig base) {
    return ClassDesc.ofDescriptor(String.valueOf(base.baseType())).displayName();
  }

  private static String argument(TypeArg argument) {
    return switch (argument) {
      case TypeArg.Unbounded _ -> "?";
      case TypeArg.Bounded bounded ->
          switch (bounded.wildcardIndicator()) {
            case NONE -> type(bounded.boundType());
            case EXTENDS -> "? extends " + type(bounded.boundType());
            case SUPER -> "? super " + type(bounded.boundType());
          };
    };
  }
}
