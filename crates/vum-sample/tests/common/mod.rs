//! Every release, message and role, with its sampler.

#![allow(dead_code, reason = "each test uses its own part")]

use std::sync::LazyLock;

use vum_model::{Model, Role, Standard, Status};
use vum_sample::Sampler;

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Standard::embedded().resolve().model.expect("the standard has no errors"));

/// A release, a message and a role.
pub struct Context {
    pub release: String,
    pub message: String,
    pub role: Role,
    pub sampler: Sampler,
}

impl Context {
    pub fn name(&self) -> String {
        format!("{} {} {}", self.release, self.message, self.role.name())
    }

    /// Whether it is a question with operators.
    pub fn is_question(&self) -> bool {
        self.message.ends_with("/selectievraag")
    }

    /// The reader of the message.
    pub fn reader(&self) -> &'static vum::MessageType {
        vum::message(&self.release, &self.message).expect("every release has a reader")
    }

    /// Everything that the reader finds: rule and pointer, with unknown names shown.
    pub fn findings(&self, json: &str) -> Vec<vum::Finding> {
        let role = self.role.name().parse::<vum::Role>().unwrap();
        let options = vum::Options { show_values: true, ..vum::Options::new(role) };
        self.reader().judge(json.as_bytes(), options).into_findings()
    }
}

/// Every published release and all of its messages, for both roles.
pub fn contexts() -> Vec<Context> {
    let mut contexts = Vec::new();
    for info in MODEL.releases().iter().filter(|it| it.status == Status::Published) {
        let release = MODEL.release(info.version).unwrap();
        for message in &release.messages {
            for role in Role::ALL {
                contexts.push(Context {
                    release: info.version.to_string(),
                    message: message.id.clone(),
                    role,
                    sampler: Sampler::new(&release, &message.id, role).unwrap(),
                });
            }
        }
    }
    contexts
}

pub fn model() -> &'static Model {
    &MODEL
}
