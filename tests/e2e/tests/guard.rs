//! Pages that alter what is to be paid, and what support is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::{Action, Part, Setup, Shopper, shop};

async fn order(shopper: &Shopper, coin: &str, network: &str) -> Result<()> {
    shopper.choose_brand("Northwind Market").await?;
    shopper.choose_denomination("25 USD").await?;
    shopper.enter_email("ada.lovelace@mail.shop").await?;
    shopper.choose_coin(coin, network).await?;
    shopper.wait_quote_fresh(coin).await?;
    shopper.pay().await
}

/// What an evil script might do, each to a live payment screen.
const ALTERATIONS: [(&str, &str); 7] = [
    (
        "another address",
        "all('[part~=\"pay-address\"]')[0].textContent = '0x000000000000000000000000000000000000dEaD';",
    ),
    (
        "one sign of the address",
        "const group = all('[part~=\"pay-address\"] .group')[4];
         group.textContent = group.textContent.replace(/./, sign => (sign === '0' ? '1' : '0'));",
    ),
    (
        "another amount",
        "all('[part~=\"pay-amount\"]')[0].firstChild.data = '2500';",
    ),
    (
        "another network",
        "all('[part~=\"pay-network\"]')[0].textContent = 'Ethereum';",
    ),
    (
        "another code",
        "all('[part~=\"qr\"] path')[0].setAttribute('d', 'M4 4h7v1h-7z');",
    ),
    (
        "another link",
        "all('[part~=\"open-wallet\"]')[0].href = 'ethereum:0x000000000000000000000000000000000000dEaD';",
    ),
    (
        "a second address",
        "const address = all('[part~=\"pay-address\"]')[0];
         address.after(address.cloneNode(true));",
    ),
];

#[tokio::test]
async fn an_altered_page_loses_everything_payable_and_the_host_hears_of_it() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        order(shopper, "USDC", "Base").await?;
        let payable = shopper.payable().await?;
        for (what, alteration) in ALTERATIONS {
            shopper.run::<()>(alteration, vec![]).await?;
            let phase = shopper.wait_phase(&["mismatch"]).await?;
            ensure!(phase == "mismatch", "{what}");
            let left: Vec<String> = shopper
                .run(
                    "return all('*').flatMap(element => [
                         element.childElementCount ? '' : element.textContent,
                         ...Array.from(element.attributes, attribute => attribute.value),
                     ]).filter(text => text.includes(arguments[0]) || /dEaD/.test(text));",
                    vec![payable.address.clone().into()],
                )
                .await?;
            // Support is told the true address, and nobody else anything.
            ensure!(
                left.iter().all(|text| text.starts_with("Order: ")),
                "{what}: {left:?}"
            );
            shopper.nothing_payable().await?;
            let errors = shopper.events_named("error").await?;
            ensure!(
                errors.iter().any(|error| error.text("kind") == "fatal"),
                "{what}: {errors:?}"
            );
            let withdrawn = shopper.events_named("payment_intent_cancelled").await?;
            ensure!(
                withdrawn
                    .iter()
                    .any(|event| event.text("reason") == "tampered"),
                "{what}: {withdrawn:?}"
            );
            // A fresh page is judged afresh.
            shopper.reload().await?;
            ensure!(shopper.payable().await? == payable, "{what}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_honest_page_is_left_alone() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        for (coin, network) in [("BTC", "Lightning"), ("USDC", "Solana"), ("GRAM", "Ton")] {
            let offered = Part::named("coin").with("data-coin", coin);
            order(shopper, coin, network).await?;
            let payable = shopper.payable().await?;
            shopper
                .press(Part::named("copy").with("data-copies", "amount"))
                .await?;
            tokio::time::sleep(std::time::Duration::from_secs(3)).await;
            ensure!(shopper.payable().await? == payable, "{offered:?}");
            shopper.run::<()>("localStorage.clear();", vec![]).await?;
            shopper.reload().await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn support_is_told_the_transaction_that_the_buyer_typed() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        order(shopper, "USDC", "Base").await?;
        let payable = shopper.payable().await?;
        shopper
            .run::<()>("all('details[part~=\"support\"]')[0].open = true;", vec![])
            .await?;
        let transaction = format!("0x{}", "ab".repeat(32));
        shopper.type_into("transaction", &transaction).await?;
        // What was typed outlives the phase.
        world.sandbox.act(&payable.address, Action::Expire).await?;
        shopper.wait_phase(&["expired"]).await?;
        let support = shopper.see("support", "support", |_| true).await?;
        let reference = shopper.look("reference").await?[0].text.clone();
        for part in [
            transaction.as_str(),
            &payable.address,
            &payable.amount,
            "USDC on Base",
            &reference,
            "expired",
        ] {
            ensure!(support.text.contains(part), "{part} in {}", support.text);
        }
        ensure!(!support.text.contains("mail.shop"), "{}", support.text);
        let events: String = shopper
            .run("return JSON.stringify(window.__events);", vec![])
            .await?;
        ensure!(!events.contains(&transaction), "{events}");
        Ok(())
    })
    .await
}
