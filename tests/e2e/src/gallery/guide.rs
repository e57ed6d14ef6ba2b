//! Leads through the scenes.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use super::album::{self, Shot, picture};
use super::axe::Axe;
use super::look::{DESK, LOOKS};
use super::pseudo;
use super::scenes::Group;
use crate::world::{Setup, World, shop};

/// What is to come of a walk.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Where pictures go, if any are taken.
    pub pictures: Option<PathBuf>,
    /// Whether everything is checked.
    pub checked: bool,
    /// The groups to walk through; all, if none is named.
    pub only: Vec<String>,
}

/// Somebody who goes from scene to scene.
#[derive(Debug)]
pub struct Guide<'a> {
    /// Where they are.
    pub world: &'a World,
    group: &'static str,
    pictures: Option<PathBuf>,
    axe: Option<Axe>,
    shots: Vec<Shot>,
    findings: Vec<String>,
}

/// What was found on a walk.
#[derive(Debug, Default)]
pub struct Told {
    /// The scenes, in order.
    pub shots: Vec<Shot>,
    /// What is wrong, with scene and look.
    pub findings: Vec<String>,
}

/// Walks through the groups that are asked for.
///
/// # Errors
/// When a scene cannot be reached, or there is no such group.
pub async fn walk(wish: &Wish) -> Result<Told> {
    let known = |name: &String| Group::ALL.iter().any(|group| group.name() == *name);
    let stranger = wish.only.iter().find(|name| !known(name));
    ensure!(stranger.is_none(), "there is no group {stranger:?}");
    let mut told = Told::default();
    for group in Group::ALL {
        if wish.only.is_empty() || wish.only.iter().any(|name| name == group.name()) {
            walk_group(group, wish, &mut told).await?;
        }
    }
    if let Some(folder) = &wish.pictures {
        let file = folder.join("index.html");
        fs::write(&file, album::page(&told.shots))
            .with_context(|| format!("writing {}", file.display()))?;
    }
    Ok(told)
}

/// Walks through one group, in a browser and a shop of its own.
///
/// # Errors
/// When a scene cannot be reached.
pub async fn walk_group(group: Group, wish: &Wish, told: &mut Told) -> Result<()> {
    let folder = TempDir::new()?;
    pseudo::bundle(folder.path())?;
    if let Some(pictures) = &wish.pictures {
        album::clear(&pictures.join(group.name()))?;
    }
    let axe = wish.checked.then(Axe::read).transpose()?;
    let setup = Setup::default()
        .dist(folder.path().to_owned())
        .attribute("theme", DESK.theme)
        // Deliveries wait for a command.
        .delivery_ms(600_000)
        .long();
    shop(setup, async |world| {
        world.shopper.emulate(false).await?;
        world.shopper.resize(DESK.size).await?;
        let mut guide = Guide {
            world,
            group: group.name(),
            pictures: wish.pictures.clone(),
            axe,
            shots: Vec::new(),
            findings: Vec::new(),
        };
        let outcome = group.show(&mut guide).await;
        told.shots.append(&mut guide.shots);
        told.findings.append(&mut guide.findings);
        outcome.with_context(|| {
            let last = told.shots.last().map(|shot| shot.scene.clone());
            format!("{}, after the scene {last:?}", group.name())
        })
    })
    .await
}

impl Guide<'_> {
    /// Opens the page afresh, for a buyer whom nobody remembers, in a shop without faults.
    ///
    /// # Errors
    /// When the page does not open.
    pub async fn fresh(&self) -> Result<()> {
        self.world.sandbox.clear_faults().await?;
        let shopper = &self.world.shopper;
        // What is cut off by leaving is remembered too, so nothing may be written from here on.
        let forget = "localStorage.clear(); sessionStorage.clear();
            Storage.prototype.setItem = () => {};
            CacheStorage.prototype.open = () => Promise.reject(new Error());
            return caches.keys()
                .then(names => Promise.all(names.map(name => caches.delete(name)))).then(() => {});";
        shopper.run::<()>(forget, vec![]).await?;
        self.world.visit().await
    }

    /// Looks at what is shown now in every way.
    ///
    /// # Errors
    /// When the widget does not follow, or the browser gives no picture.
    pub async fn snap(&mut self, scene: &str) -> Result<()> {
        let shopper = &self.world.shopper;
        let mut shot = Shot {
            group: self.group,
            scene: scene.to_owned(),
            looks: Vec::new(),
        };
        let mut wrong: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for look in LOOKS.iter().filter(|look| is_wanted(look.name)) {
            let is_drawn = look.drawn && self.pictures.is_some();
            let is_checked = self.axe.is_some() && (look.measured || look.heard);
            if !is_drawn && !is_checked {
                continue;
            }
            shopper.dress(look).await?;
            if let Some(axe) = &self.axe {
                let mut found = Vec::new();
                if look.measured {
                    found.extend(shopper.misfits(look).await?);
                }
                if look.heard {
                    found.extend(axe.look(shopper).await?);
                }
                for what in found {
                    wrong.entry(what).or_default().push(look.name);
                }
            }
            if let Some(folder) = self.pictures.as_ref().filter(|_| is_drawn) {
                let file = format!("{scene}-{}.png", look.name);
                picture(shopper, look, &folder.join(self.group).join(file)).await?;
                shot.looks.push(look.name);
            }
        }
        shopper.dress(&DESK).await?;
        // Not through the tests' own output, which is kept back until the end.
        let said = match self.axe {
            Some(_) => format!(": {} findings", wrong.len()),
            None => String::new(),
        };
        let line = format!("    {}/{scene}{said}\n", self.group);
        std::io::stderr().write_all(line.as_bytes())?;
        self.shots.push(shot);
        let named = wrong.into_iter().map(|(what, looks)| {
            let looks = looks.join(" ");
            format!("{}/{scene}: {what} ({looks})", self.group)
        });
        self.findings.extend(named);
        Ok(())
    }
}

/// All looks, or those that `CHECKOUT_GALLERY_LOOKS` names.
fn is_wanted(look: &str) -> bool {
    env::var("CHECKOUT_GALLERY_LOOKS")
        .map_or(true, |wanted| wanted.split(' ').any(|name| name == look))
}
