//! Services and their methods.

use super::super::descriptor::{MethodDescriptorProto, RpcOptions, ServiceDescriptorProto, read};
use super::super::model::{MessageId, Method, Service};
use super::names::{Symbol, join};
use super::{Lowering, Scope};

const METHOD: i32 = 2;

impl Lowering<'_> {
    /// Returns indexes into the services of the schema.
    pub(super) fn services(
        &mut self,
        services: &[ServiceDescriptorProto],
        tag: i32,
        scope: &Scope,
    ) -> Vec<usize> {
        let mut indexes = Vec::new();
        for (index, service) in services.iter().enumerate() {
            let path = scope.path_of(tag, index);
            let lowered = self.service(service, &path, scope);
            indexes.push(self.schema.services.len());
            self.schema.services.push(lowered);
        }
        indexes
    }

    fn service(
        &mut self,
        service: &ServiceDescriptorProto,
        path: &[i32],
        scope: &Scope,
    ) -> Service {
        let full_name = scope.full_name(&service.name);
        let mut methods = Vec::new();
        for (index, method) in service.method.iter().enumerate() {
            let mut path = path.to_vec();
            path.extend([METHOD, i32::try_from(index).unwrap_or(i32::MAX)]);
            methods.extend(self.method(method, &full_name, &path, scope));
        }
        Service {
            name: service.name.clone(),
            full_name,
            file: scope.file,
            methods,
            notes: scope.notes(path, is_deprecated(service.options.as_ref())),
        }
    }

    fn method(
        &mut self,
        method: &MethodDescriptorProto,
        service: &str,
        path: &[i32],
        scope: &Scope,
    ) -> Option<Method> {
        let full_name = join(service, &method.name);
        Some(Method {
            name: method.name.clone(),
            input: self.message_named(&method.input_type, &full_name)?,
            output: self.message_named(&method.output_type, &full_name)?,
            client_streaming: method.client_streaming(),
            server_streaming: method.server_streaming(),
            notes: scope.notes(path, is_deprecated(method.options.as_ref())),
        })
    }

    fn message_named(&mut self, name: &str, user: &str) -> Option<MessageId> {
        match self.names.get(name) {
            Some(Symbol::Message(id)) => Some(id),
            // In Rust, an entry is a part of the message that has the map.
            Some(Symbol::MapEntry(_)) => {
                let (parent, _) = name.rsplit_once('.')?;
                self.message_named(parent, user)
            }
            _ => {
                self.mistake(format!("`{user}` uses the unknown message `{name}`"));
                None
            }
        }
    }
}

fn is_deprecated(options: Option<&Vec<u8>>) -> bool {
    read::<RpcOptions>(options).deprecated
}
