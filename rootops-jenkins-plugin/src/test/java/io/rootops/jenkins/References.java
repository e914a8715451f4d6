package io.rootops.jenkins;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What the code of a class calls, reads and names. */
final class References extends ClassVisitor {

    record Use(String owner, String name, String descriptor, boolean isStatic, boolean onInterface, boolean isField) {}

    final List<Use> uses = new ArrayList<>();
    final Set<String> types = new LinkedHashSet<>();

    private References() {
        super(Opcodes.ASM9);
    }

    static References of(ClassReader read) {
        References references = new References();
        read.accept(references, ClassReader.SKIP_DEBUG);
        return references;
    }

    private void name(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> name(type.getElementType());
            case Type.OBJECT -> types.add(type.getInternalName());
            case Type.METHOD -> {
                name(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    name(argument);
                }
            }
            default -> {}
        }
    }

    private void constant(Object value) {
        if (value instanceof Type type) {
            name(type);
        } else if (value instanceof Handle handle) {
            boolean field = handle.getTag() <= Opcodes.H_PUTSTATIC;
            boolean fixed = handle.getTag() == Opcodes.H_INVOKESTATIC
                    || handle.getTag() == Opcodes.H_GETSTATIC
                    || handle.getTag() == Opcodes.H_PUTSTATIC;
            use(new Use(handle.getOwner(), handle.getName(), handle.getDesc(), fixed, handle.isInterface(), field));
        }
    }

    private void use(Use use) {
        uses.add(use);
        name(Type.getObjectType(use.owner));
        name(Type.getType(use.descriptor));
    }

    @Override
    public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
        types.add(parent);
        types.addAll(List.of(interfaces));
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, String signature, Object value) {
        name(Type.getType(descriptor));
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, String signature, String[] exceptions) {
        name(Type.getMethodType(descriptor));
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String called, boolean isInterface) {
                use(new Use(owner, name, called, opcode == Opcodes.INVOKESTATIC, isInterface, false));
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String type) {
                boolean fixed = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
                use(new Use(owner, name, type, fixed, false, true));
            }

            @Override
            public void visitTypeInsn(int opcode, String type) {
                name(Type.getObjectType(type));
            }

            @Override
            public void visitLdcInsn(Object value) {
                constant(value);
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
                name(Type.getMethodType(type));
                for (Object argument : arguments) {
                    constant(argument);
                }
            }

            @Override
            public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
                if (type != null) {
                    types.add(type);
                }
            }
        };
    }
}
