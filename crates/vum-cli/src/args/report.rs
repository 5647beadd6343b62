//! The forms of a report that CI systems and people read.

use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;

/// A form that is made of a whole run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RunFormat {
    /// JUnit XML, for GitLab, Jenkins and Azure DevOps
    Junit,
    /// SARIF 2.1.0, for code hosts and editors; the 5,000 worst
    Sarif,
    /// Annotations of GitHub Actions; the ten worst
    Github,
    /// Code Quality of GitLab
    Gitlab,
    /// A page for people, in Dutch unless --lang says otherwise
    Html,
}

/// A file to write a report to, in some form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReportTo {
    pub(crate) format: RunFormat,
    pub(crate) path: PathBuf,
}

impl FromStr for ReportTo {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = || {
            let names = RunFormat::value_variants().iter().filter_map(|it| it.to_possible_value());
            let names: Vec<String> = names.map(|it| it.get_name().to_owned()).collect();
            format!("give FORMAT=FILE, with one of {}", names.join(", "))
        };
        match text.split_once('=') {
            Some((format, path)) if !path.is_empty() => {
                let format = RunFormat::from_str(format, false).map_err(|_| known())?;
                Ok(Self { format, path: path.into() })
            }
            _ => Err(known()),
        }
    }
}
